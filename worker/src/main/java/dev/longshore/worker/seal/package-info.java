/** Seals session secrets with AES-256-GCM before they leave a worker, under a ring of keys that can be rotated. */
@NullMarked
package dev.longshore.worker.seal;

import org.jspecify.annotations.NullMarked;
