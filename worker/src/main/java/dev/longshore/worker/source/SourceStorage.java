package dev.longshore.worker.source;

import dev.longshore.worker.step.StepException;

/** Opens files that jobs name. */
public interface SourceStorage {

    /**
     * Opens a file for reading.
     *
     * @param path an absolute path under a root, or {@code root:relative/path}
     * @param field the job's field that names it, for errors
     * @throws StepException with a {@code Source.*} code that names the field: not found, outside the roots (links resolved), not a regular
     *     file, unreadable, empty
     */
    SourceFile open(String path, String field) throws StepException;

    /**
     * Looks at a file without opening it; refuses what {@link #open} would refuse, but for a file that may not be read.
     *
     * @throws StepException as {@link #open}
     */
    SourceVersion look(String path, String field) throws StepException;
}
