package dev.longshore.worker.cos.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.ObjectStoreContract;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.EmulatedTencent;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tencent's COS adapter against the emulated service, which checks signatures, certificates and part rules. */
class CosObjectStoreContractTest extends ObjectStoreContract {
    private static final Duration LIFETIME = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private EmulatedTencent tencent;

    @BeforeEach
    void start() throws IOException {
        tencent = new EmulatedTencent(
                directory, SMALLEST_PART, vod -> vod.withCertificate(LIFETIME, dev.longshore.sandbox.vod.VodSettings.uploadOperations()));
    }

    @AfterEach
    void stop() throws IOException {
        tencent.close();
    }

    @Override
    protected ObjectStore store() {
        return tencent.cos();
    }

    @Override
    protected ObjectAddress address() throws StepException {
        OpenedSession session = tencent.vod().apply(UploadJob.of("job-1", "/media/film.mp4"), new MediaTypes("mp4", null, "film"));
        return new ObjectAddress(session.bucket(), session.storageRegion(), session.mediaPath(), session.secrets());
    }

    @Override
    protected ObjectAddress outside(ObjectAddress address) {
        return new ObjectAddress(address.bucket(), address.region(), "elsewhere/film.mp4", address.secrets());
    }

    @Test
    void anExpiredCertificateCallsForANewSessionWhateverTheCall() throws Exception {
        ObjectAddress address = address();
        String upload = store().initiate(address);
        tencent.ahead(LIFETIME.plusSeconds(5));

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> store().put(address, MemoryBody.ofSize(1)),
                () -> store().putPart(address, upload, 1, MemoryBody.ofSize(1)),
                () -> store().listParts(address, upload),
                () -> store().abort(address, upload))) {
            Failure failure = failure(call);
            assertThat(failure.code()).isEqualTo(ErrorCode.SESSION_EXPIRED.code());
            assertThat(failure.remedy()).isEqualTo(Failure.Remedy.NEW_SESSION);
        }
    }
}
