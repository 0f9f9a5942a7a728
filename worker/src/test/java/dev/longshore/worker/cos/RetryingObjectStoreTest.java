package dev.longshore.worker.cos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.SessionSecrets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryingObjectStoreTest {
    private static final ObjectAddress ADDRESS = new ObjectAddress("b-1", "ap-x", "k", new SessionSecrets("s", "i", "k", "t"));
    private static final StoredBytes RECEIPT = new StoredBytes("etag", "crc");

    private final Scripted inner = new Scripted();
    private final List<Duration> pauses = new ArrayList<>();
    private final RetryingObjectStore store = new RetryingObjectStore(
            inner, new RetryingObjectStore.Policy(4, Duration.ofMillis(200), Duration.ofMillis(500)), pauses::add);

    @Test
    void triesAgainWithGrowingPausesUntilItSucceeds() throws StepException {
        inner.failWith(unavailable(), mismatch(), unavailable());

        assertThat(store.putPart(ADDRESS, "u", 1, MemoryBody.ofSize(1))).isEqualTo(RECEIPT);
        assertThat(inner.calls).isEqualTo(4);
        assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(500));
    }

    @Test
    void givesUpWithTheLastFailureWhenTheTriesAreSpent() {
        inner.failWith(unavailable(), unavailable(), unavailable(), mismatch());

        assertThatThrownBy(() -> store.put(ADDRESS, MemoryBody.ofSize(1))).hasMessageContaining(ErrorCode.CHECKSUM_MISMATCH.code());
        assertThat(inner.calls).isEqualTo(4);
    }

    @Test
    void repeatsEveryIdempotentCall() throws StepException {
        inner.failWith(unavailable());
        store.listParts(ADDRESS, "u");
        inner.failWith(unavailable());
        store.abort(ADDRESS, "u");
        inner.failWith(unavailable());
        store.head(ADDRESS);

        assertThat(inner.calls).isEqualTo(6);
    }

    @Test
    void neverRepeatsWhatIsNotIdempotent() {
        inner.failWith(unavailable());
        assertThatThrownBy(() -> store.initiate(ADDRESS)).isInstanceOf(StepException.class);
        inner.failWith(unavailable());
        assertThatThrownBy(() -> store.complete(ADDRESS, "u", List.of())).isInstanceOf(StepException.class);

        assertThat(inner.calls).isEqualTo(2);
    }

    @Test
    void doesNotRepeatWhatWontPass() {
        for (Failure lasting : List.of(
                Failure.of(ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION, "expired"),
                Failure.of(ErrorCode.SERVICE_REJECTED, Remedy.GIVE_UP, "refused"),
                Failure.of(ErrorCode.SOURCE_UNREADABLE, Remedy.RETRY, "not readable"))) {
            inner.calls = 0;
            inner.failWith(lasting);
            assertThatThrownBy(() -> store.put(ADDRESS, MemoryBody.ofSize(1))).hasMessageContaining(lasting.message());
            assertThat(inner.calls).as(lasting.code()).isEqualTo(1);
        }
    }

    @Test
    void stopsWhenTheThreadIsInterruptedAndLeavesItInterrupted() {
        inner.failWith(unavailable());
        RetryingObjectStore stopping = new RetryingObjectStore(inner, RetryingObjectStore.Policy.DEFAULT, pause -> {
            throw new InterruptedException("stop");
        });

        assertThatThrownBy(() -> stopping.head(ADDRESS)).isInstanceOf(StepException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(inner.calls).isEqualTo(1);
    }

    private static Failure unavailable() {
        return Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, "down");
    }

    private static Failure mismatch() {
        return Failure.of(ErrorCode.CHECKSUM_MISMATCH, Remedy.RETRY, "differs");
    }

    private static final class Scripted implements ObjectStore {
        private final Deque<Failure> failures = new ArrayDeque<>();
        private int calls;

        void failWith(Failure... next) {
            failures.addAll(List.of(next));
        }

        private <T> T answer(T value) throws StepException {
            calls++;
            Failure failure = failures.poll();
            if (failure != null) {
                throw new StepException(failure);
            }
            return value;
        }

        @Override
        public StoredBytes put(ObjectAddress address, Body body) throws StepException {
            return answer(RECEIPT);
        }

        @Override
        public String initiate(ObjectAddress address) throws StepException {
            return answer("u");
        }

        @Override
        public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
            return answer(RECEIPT);
        }

        @Override
        public Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException {
            return answer(Optional.empty());
        }

        @Override
        public Optional<List<String>> listUploads(ObjectAddress address) throws StepException {
            return answer(Optional.empty());
        }

        @Override
        public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
            return answer(new StoredObject(1, "e", null));
        }

        @Override
        public void abort(ObjectAddress address, String uploadId) throws StepException {
            answer("");
        }

        @Override
        public Optional<StoredObject> head(ObjectAddress address) throws StepException {
            return answer(Optional.empty());
        }
    }
}
