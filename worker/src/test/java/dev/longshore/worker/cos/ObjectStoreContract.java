package dev.longshore.worker.cos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.worker.bandwidth.Pace;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.SessionSecrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} does, shown against a server that keeps objects. */
public abstract class ObjectStoreContract {
    /** The least size that the server allows for a part other than the last. */
    protected static final int SMALLEST_PART = 1_024;

    protected abstract ObjectStore store();

    /** An address that nothing was stored at, in a session that permits everything. */
    protected abstract ObjectAddress address() throws Exception;

    /** The same session's address, but one that its certificate doesn't cover. */
    protected abstract ObjectAddress outside(ObjectAddress address);

    @Test
    void whatWasPutIsThereWithItsSizeAndChecksum() throws Exception {
        ObjectAddress address = address();
        for (int size : new int[] {1, 15, 16, 131_072, 131_073, 5_000_000}) {
            MemoryBody body = MemoryBody.ofSize(size);

            StoredBytes receipt = store().put(address, body);

            assertThat(receipt.crc64()).isEqualTo(body.crc64());
            assertThat(store().head(address)).contains(new StoredObject(size, receipt.etag(), body.crc64()));
        }
    }

    @Test
    void nothingIsThereBeforeItWasPut() throws Exception {
        assertThat(store().head(address())).isEmpty();
    }

    @Test
    void noByteGoesPastABodysPace() throws Exception {
        AtomicLong counted = new AtomicLong();
        Pace pace = new Pace() {
            @Override
            public int piece() {
                return 100_000;
            }

            @Override
            public long await(int bytes) {
                counted.addAndGet(bytes);
                return 0;
            }
        };
        ObjectAddress address = address();

        store().put(address, new PacedBody(MemoryBody.ofSize(1_000_000), pace));
        store().putPart(address, store().initiate(address), 1, new PacedBody(MemoryBody.ofSize(234_567), pace));

        assertThat(counted.get()).isEqualTo(1_234_567);
    }

    @Test
    void partsInAnyOrderMakeOneObject() throws Exception {
        ObjectAddress address = address();
        MemoryBody whole = MemoryBody.ofSize(5 * SMALLEST_PART + 7);
        String upload = store().initiate(address);
        List<StoredPart> parts = new ArrayList<>();
        for (int number : new int[] {4, 6, 1, 5, 3, 2}) {
            MemoryBody part = slice(whole, number);
            StoredBytes receipt = store().putPart(address, upload, number, part);
            assertThat(receipt.crc64()).isEqualTo(part.crc64());
            parts.add(new StoredPart(number, receipt.etag(), part.length()));
        }
        parts.sort(Comparator.comparingInt(StoredPart::number));

        assertThat(store().listParts(address, upload)).contains(parts);
        StoredObject made = store().complete(address, upload, parts);

        assertThat(store().head(address)).contains(new StoredObject(whole.length(), made.etag(), whole.crc64()));
    }

    @Test
    void aPartSentAgainReplacesTheFirst() throws Exception {
        ObjectAddress address = address();
        String upload = store().initiate(address);
        store().putPart(address, upload, 1, MemoryBody.ofSize(2_000));
        StoredBytes second = store().putPart(address, upload, 1, MemoryBody.ofSize(3_000));

        assertThat(store().listParts(address, upload)).contains(List.of(new StoredPart(1, second.etag(), 3_000)));
    }

    @Test
    void manyPartsGoUpAtOnceAndAreAllListed() throws Exception {
        ObjectAddress address = address();
        String upload = store().initiate(address);
        int count = 1_010;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<StoredPart>> sends = IntStream.rangeClosed(1, count)
                    .<Callable<StoredPart>>mapToObj(number -> () -> {
                        StoredBytes receipt = store().putPart(address, upload, number, MemoryBody.ofSize(number));
                        return new StoredPart(number, receipt.etag(), number);
                    })
                    .toList();
            List<StoredPart> sent = new ArrayList<>();
            for (Future<StoredPart> part : threads.invokeAll(sends)) {
                sent.add(part.get());
            }

            assertThat(store().listParts(address, upload).orElseThrow()).hasSize(count).isEqualTo(sent);
        }
    }

    @Test
    void eachInitiateOpensAnotherUpload() throws Exception {
        ObjectAddress address = address();

        assertThat(store().initiate(address)).isNotEqualTo(store().initiate(address));
    }

    @Test
    void anUploadCompletedBeforeIsUnknown() throws Exception {
        ObjectAddress address = address();
        String upload = store().initiate(address);
        StoredPart part = new StoredPart(1, store().putPart(address, upload, 1, MemoryBody.ofSize(10)).etag(), 10);
        store().complete(address, upload, List.of(part));

        assertThat(failure(() -> store().complete(address, upload, List.of(part))).serviceCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    void anAbortedUploadIsGoneAndAbortingItAgainIsNoError() throws Exception {
        ObjectAddress address = address();
        String upload = store().initiate(address);
        store().putPart(address, upload, 1, MemoryBody.ofSize(10));

        store().abort(address, upload);
        store().abort(address, upload);

        Failure failure = failure(() -> store().putPart(address, upload, 2, MemoryBody.ofSize(10)));
        assertThat(failure.serviceCode()).isEqualTo("NoSuchUpload");
        assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
        assertThat(failure.requestId()).isNotEmpty();
        assertThat(failure(() -> store().listParts(address, upload)).serviceCode()).isEqualTo("NoSuchUpload");
        assertThat(store().head(address)).isEmpty();
    }

    @Test
    void partsThatAreTooSmallOrNotTheOnesSentMakeNoObject() throws Exception {
        ObjectAddress address = address();
        String upload = store().initiate(address);
        StoredPart first = new StoredPart(1, store().putPart(address, upload, 1, MemoryBody.ofSize(SMALLEST_PART - 1)).etag(), 0);
        StoredPart last = new StoredPart(2, store().putPart(address, upload, 2, MemoryBody.ofSize(1)).etag(), 0);
        StoredPart never = new StoredPart(3, first.etag(), 0);

        assertThat(failure(() -> store().complete(address, upload, List.of(first, last))).serviceCode()).isEqualTo("EntityTooSmall");
        assertThat(failure(() -> store().complete(address, upload, List.of(last, never))).serviceCode()).isEqualTo("InvalidPart");
        assertThat(store().head(address)).isEmpty();
    }

    @Test
    void aPlaceOutsideTheCertificateIsRefusedHoweverLargeTheBody() throws Exception {
        ObjectAddress outside = outside(address());

        for (int size : new int[] {1, 20_000_000}) {
            Failure failure = failure(() -> store().put(outside, MemoryBody.ofSize(size)));
            assertThat(failure.serviceCode()).isEqualTo("AccessDenied");
            assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
        }
        assertThat(failure(() -> store().initiate(outside)).serviceCode()).isEqualTo("AccessDenied");
        assertThat(store().head(outside)).isEmpty();
    }

    @Test
    void aWrongSecretIsNoticed() throws Exception {
        ObjectAddress right = address();
        SessionSecrets secrets = right.secrets();
        ObjectAddress wrong = new ObjectAddress(
                right.bucket(), right.region(), right.key(),
                new SessionSecrets(secrets.sessionKey(), secrets.secretId(), "wrong", secrets.token()));

        assertThat(failure(() -> store().put(wrong, MemoryBody.ofSize(1))).serviceCode()).isEqualTo("SignatureDoesNotMatch");
        assertThat(failure(() -> store().initiate(wrong)).serviceCode()).isEqualTo("SignatureDoesNotMatch");
    }

    private static MemoryBody slice(MemoryBody whole, int number) {
        byte[] bytes = whole.bytes();
        int from = (number - 1) * SMALLEST_PART;
        return new MemoryBody(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SMALLEST_PART)));
    }

    protected static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(StepException.class, call).failure();
    }
}
