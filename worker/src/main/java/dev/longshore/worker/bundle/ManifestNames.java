package dev.longshore.worker.bundle;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.manifest.InvalidManifestException;
import dev.longshore.worker.manifest.ManifestType;
import dev.longshore.worker.manifest.Reference;
import dev.longshore.worker.step.StepException;
import java.util.List;

/** Tells which files a manifest names. Thread-safe. */
@FunctionalInterface
public interface ManifestNames {
    /** They are read here, and nobody is asked. */
    ManifestNames LOCAL = (_, type, _, content) -> type.parse(content);

    /**
     * @param type what the manifest is written in
     * @param name the manifest's, for messages
     * @return relative paths in the manifest's folder or below, each once; the same for every worker that has the same manifest
     * @throws InvalidManifestException if the manifest, or what was told of it, can't be followed
     * @throws StepException if somebody had to be asked and did not answer, or refused
     */
    List<Reference> of(UploadJob job, ManifestType type, String name, byte[] content) throws InvalidManifestException, StepException;
}
