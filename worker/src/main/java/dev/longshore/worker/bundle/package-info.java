/**
 * A streaming manifest with all files that it names, followed to the last, as one thing to upload.
 *
 * <p>Guarantees: before anything is sent each file was found in the roots, regular and not empty; a bundle is the same for every worker that mounts the
 * same files, and its fingerprint changes with any of them.
 */
@NullMarked
package dev.longshore.worker.bundle;

import org.jspecify.annotations.NullMarked;
