package dev.longshore.worker.net;

import dev.longshore.job.UploadJob;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.cos.tencent.CosObjectStore;
import dev.longshore.worker.cos.tencent.CosSettings;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.tencent.VodMediaService;
import dev.longshore.worker.vod.tencent.VodSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An upload by every kind of call: the VOD API, COS's control calls and bodies. Also a program, for JVMs with other options. */
public final class PlainUpload {
    static final int PART = 256 * 1024;

    private static final Duration WAIT = Duration.ofSeconds(10);

    private PlainUpload() {}

    /** {@code VOD-ENDPOINT COS-ENDPOINT [PROXY-PORT USER PASSWORD]}: uploads over HTTPS and prints the media's id, or what went wrong. */
    public static void main(String[] args) throws Exception {
        HttpProxy proxy = args.length == 2 ? null : new HttpProxy("127.0.0.1", Integer.parseInt(args[2]), args[3], args[4]);
        try {
            System.out.println("file " + run("https", args[0], args[1], proxy));
        } catch (StepException | CommitUnknownException e) {
            System.out.println("failed " + e.getMessage());
        }
    }

    static CosObjectStore cos(String scheme, String endpoint, @Nullable HttpProxy proxy) {
        return new CosObjectStore(new CosSettings(endpoint, scheme, 4, WAIT, WAIT, WAIT, 0, proxy), Clocks.REAL);
    }

    /** @return the media's id */
    static String run(String scheme, String vodEndpoint, String cosEndpoint, @Nullable HttpProxy proxy)
            throws StepException, CommitUnknownException {
        Credential key = new Credential(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY, null);
        UploadJob job = UploadJob.of("job", "/media/film.mp4");
        try (VodMediaService vod = new VodMediaService(
                new VodSettings(vodEndpoint, scheme, VodSettings.DEFAULT_REGION, WAIT, WAIT, WAIT, proxy),
                CredentialProfiles.ofKeys(Map.of("default", key)));
                CosObjectStore cos = cos(scheme, cosEndpoint, proxy)) {
            OpenedSession session = vod.apply(job, new MediaTypes("mp4", null, "film"));
            ObjectAddress address = new ObjectAddress(session.bucket(), session.storageRegion(), session.mediaPath(), session.secrets());
            String upload = cos.initiate(address);
            StoredBytes stored = cos.putPart(address, upload, 1, MemoryBody.ofSize(PART));
            cos.complete(address, upload, List.of(new StoredPart(1, stored.etag(), PART)));
            return vod.commit(job, session.secrets()).fileId();
        }
    }
}
