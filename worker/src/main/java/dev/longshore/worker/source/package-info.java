/**
 * Files on shared storage, read-only and only under the allowed roots.
 *
 * <p>Guarantee: no path outside the roots is ever opened, whatever links stand on the way and whatever is swapped meanwhile. A job's path is
 * resolved to its real path, which must lie in a root's real path; the file is then opened by a walk from the root through open directories in
 * which no step follows a link. Folders, pipes and devices are refused by their type before they are opened.
 *
 * <p>Limits: where the system has no open-by-directory (Windows, older macOS) the real path is compared before and after the open instead, and a
 * swap there and back between the two goes unseen. Hard links and bind mounts inside a root count as inside. A change that leaves size, time and
 * inode alone is not noticed, nor one that an NFS client's attribute cache still hides.
 */
@NullMarked
package dev.longshore.worker.source;

import org.jspecify.annotations.NullMarked;
