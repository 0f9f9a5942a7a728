package dev.longshore.worker.metrics;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.fault.ErrorTable;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.MediaService;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.SessionSecrets;
import dev.longshore.worker.vod.VodAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Times the calls of the VOD API, and keeps how long a certificate lives. */
public final class MeteredMediaService implements MediaService {
    private static final String APPLY = VodAction.APPLY_UPLOAD.api();
    private static final String COMMIT = VodAction.COMMIT_UPLOAD.api();
    private static final String SEARCH = VodAction.SEARCH_MEDIA.api();

    private final MediaService service;
    private final CallMeter meter;
    private final Clocks clocks;
    private final AtomicLong lifetimeSeconds = new AtomicLong();

    /** @param codes the codes that the service may answer */
    public MeteredMediaService(MediaService service, Meters meters, ErrorTable codes, Clocks clocks) {
        this.service = service;
        this.meter = new CallMeter(meters, Metric.VOD_CALLS, Metric.VOD_ERRORS, codes, clocks.nanos());
        this.clocks = clocks;
        meters.gauge(Metric.CERTIFICATE_LIFETIME, lifetimeSeconds::get);
        meters.timer(Metric.VOD_CALLS, APPLY, "ok");
        meters.timer(Metric.VOD_CALLS, COMMIT, "ok");
    }

    @Override
    public OpenedSession apply(UploadJob job, MediaTypes types) throws StepException {
        OpenedSession opened = meter.run(APPLY, () -> service.apply(job, types));
        lifetimeSeconds.set(Duration.between(clocks.instants().instant(), opened.expiresAt()).toSeconds());
        return opened;
    }

    @Override
    public CommittedMedia commit(UploadJob job, SessionSecrets secrets) throws StepException, CommitUnknownException {
        long began = meter.now();
        try {
            CommittedMedia media = service.commit(job, secrets);
            meter.ended(COMMIT, began, "ok");
            return media;
        } catch (StepException e) {
            meter.failed(COMMIT, began, e.failure());
            throw e;
        } catch (CommitUnknownException e) {
            meter.failed(COMMIT, began, e.failure());
            throw e;
        } catch (RuntimeException | Error e) {
            meter.ended(COMMIT, began, "error");
            throw e;
        }
    }

    @Override
    public Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) throws StepException {
        return meter.run(SEARCH, () -> service.find(job, mediaPath, openedAt));
    }
}
