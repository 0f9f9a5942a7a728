/**
 * COS as far as an upload needs it: put, multipart upload, listings of it, head and get, with every request's signature,
 * credential, scope and time checked.
 *
 * <p>Guarantees: an object or part is visible only when its whole body has arrived and agreed with the announced length
 * and Content-MD5; a completed object is the concatenation of exactly the listed parts; CRC-64/XZ and ETags are computed
 * from the received bytes by code that no client shares. Limits: objects are known for the life of the process;
 * versions, copies, lifecycle, ACLs and encryption are answered with NotImplemented.
 */
@NullMarked
package dev.longshore.sandbox.cos;

import org.jspecify.annotations.NullMarked;
