package dev.longshore.worker.cos;

import dev.longshore.worker.step.StepException;
import java.util.List;
import java.util.Optional;

/**
 * The objects of one upload session.
 *
 * <p>Duties of every implementation: uploads are idempotent (the same bytes to the same place) and may be repeated within bounded tries; the
 * checksum of the bytes sent is computed while they are sent and compared with COS's answer before a receipt is given
 * ({@code Integrity.ChecksumMismatch} otherwise); time-outs watch progress, not the length of a transfer; bodies are sent no faster than
 * their {@link Body#pace} permits, and waiting for that is no lack of progress; every refusal and I/O error becomes a
 * {@link StepException} whose failure keeps COS's code, message and request id. Thread-safe.
 */
public interface ObjectStore {

    /** Stores a whole object. */
    StoredBytes put(ObjectAddress address, Body body) throws StepException;

    /** Begins a multipart upload. Not idempotent: each call opens another one. */
    String initiate(ObjectAddress address) throws StepException;

    /** Stores a part; {@code partNumber} counts from 1. */
    StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException;

    /** The parts that COS holds; empty if the certificate doesn't permit the question. */
    Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException;

    /**
     * Makes the object of its parts.
     *
     * @throws StepException with serviceCode {@code NoSuchUpload} if the upload is unknown: completed before, or aborted
     */
    StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException;

    /** The ids of the multipart uploads of exactly this key that are open; empty if the certificate doesn't permit the question. */
    Optional<List<String>> listUploads(ObjectAddress address) throws StepException;

    /** Idempotent: an unknown upload counts as aborted. */
    void abort(ObjectAddress address, String uploadId) throws StepException;

    /** What is stored at the address; empty if nothing is, or if the certificate doesn't permit the question. */
    Optional<StoredObject> head(ObjectAddress address) throws StepException;
}
