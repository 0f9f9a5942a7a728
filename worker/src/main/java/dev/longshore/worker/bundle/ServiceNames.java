package dev.longshore.worker.bundle;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.manifest.InvalidManifestException;
import dev.longshore.worker.manifest.ListedReferences;
import dev.longshore.worker.manifest.ManifestType;
import dev.longshore.worker.manifest.Reference;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.ManifestService;
import dev.longshore.worker.vod.RememberingManifestService;
import java.util.List;

/** Asks VOD which files a manifest names, as Tencent's upload SDKs do. What it tells passes the same checks as what is read here. */
public final class ServiceNames implements ManifestNames {
    private final ManifestService service;

    private ServiceNames(ManifestService service) {
        this.service = service;
    }

    /** Asks for each manifest once. */
    public static ManifestNames of(ManifestService service) {
        return new ServiceNames(new RememberingManifestService(service));
    }

    @Override
    public List<Reference> of(UploadJob job, ManifestType type, String name, byte[] content)
            throws InvalidManifestException, StepException {
        String text = ListedReferences.text(content);
        try {
            return ListedReferences.of(text, service.parse(job, type.mediaType(), text));
        } catch (StepException e) {
            throw of(name, e);
        }
    }

    private static StepException of(String name, StepException thrown) {
        Failure f = thrown.failure();
        return new StepException(
                new Failure(f.code(), f.category(), f.remedy(), name + ": " + f.message(), f.field(), f.serviceCode(), f.serviceMessage(),
                        f.requestId()),
                thrown);
    }
}
