package dev.longshore.worker.metrics;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.fault.ErrorTable;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.ManifestService;
import dev.longshore.worker.vod.VodAction;
import java.util.List;
import java.util.function.LongSupplier;

/** Times the calls that ask VOD what a manifest names, each try by itself. */
public final class MeteredManifestService implements ManifestService {
    private static final String PARSE = VodAction.PARSE_STREAMING_MANIFEST.api();

    private final ManifestService service;
    private final CallMeter meter;

    /**
     * @param codes the codes that the service may answer
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public MeteredManifestService(ManifestService service, Meters meters, ErrorTable codes, LongSupplier nanos) {
        this.service = service;
        this.meter = new CallMeter(meters, Metric.VOD_CALLS, Metric.VOD_ERRORS, codes, nanos);
        meters.timer(Metric.VOD_CALLS, PARSE, "ok");
    }

    @Override
    public List<String> parse(UploadJob job, String type, String content) throws StepException {
        return meter.run(PARSE, () -> service.parse(job, type, content));
    }
}
