package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.cos.CosOperation;
import dev.longshore.sandbox.cos.ExpiredCertificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How the emulated VOD API behaves.
 *
 * @param certificateLifetime how long a session and its temporary certificate last; the real lifetime is undocumented
 * @param certificateOperations what a temporary certificate may do on its own paths
 * @param expiredCertificate how COS refuses a certificate that has expired
 * @param callsPerSecond caps by action; an action that isn't named has none
 * @param deniedActions actions answered with UnauthorizedOperation
 * @param searchLag how long after its commit a media shows up in SearchMedia
 */
public record VodSettings(
        VodAccount account,
        RepeatedCommit repeatedCommit,
        Duration certificateLifetime,
        Set<CosOperation> certificateOperations,
        ExpiredCertificate expiredCertificate,
        Map<String, Integer> callsPerSecond,
        Set<String> deniedActions,
        Duration searchLag) {

    public static final Duration CERTIFICATE_LIFETIME = Duration.ofHours(2);
    /** The caps that the real API documents. */
    public static final Map<String, Integer> DOCUMENTED_CALLS_PER_SECOND = Map.of(
            "ApplyUpload", 100, "CommitUpload", 100, "DescribeMediaInfos", 100, "SearchMedia", 100,
            "ParseStreamingManifest", 20);

    public VodSettings {
        certificateOperations = Set.copyOf(certificateOperations);
        callsPerSecond = Map.copyOf(callsPerSecond);
        deniedActions = Set.copyOf(deniedActions);
    }

    /** No caps, a certificate that may do everything an upload needs but not read, and tolerated repeats. */
    public static VodSettings of(VodAccount account) {
        return new VodSettings(account, RepeatedCommit.SAME, CERTIFICATE_LIFETIME, uploadOperations(), ExpiredCertificate.TOKEN,
                Map.of(), Set.of(), Duration.ZERO);
    }

    public static Set<CosOperation> uploadOperations() {
        return EnumSet.complementOf(EnumSet.of(CosOperation.GET_OBJECT));
    }

    public VodSettings withAccount(VodAccount changed) {
        return new VodSettings(changed, repeatedCommit, certificateLifetime, certificateOperations, expiredCertificate, callsPerSecond,
                deniedActions, searchLag);
    }

    public VodSettings withRepeatedCommit(RepeatedCommit changed) {
        return new VodSettings(account, changed, certificateLifetime, certificateOperations, expiredCertificate, callsPerSecond,
                deniedActions, searchLag);
    }

    public VodSettings withCertificate(Duration lifetime, Set<CosOperation> operations) {
        return new VodSettings(account, repeatedCommit, lifetime, operations, expiredCertificate, callsPerSecond, deniedActions, searchLag);
    }

    public VodSettings withExpiredCertificate(ExpiredCertificate changed) {
        return new VodSettings(account, repeatedCommit, certificateLifetime, certificateOperations, changed, callsPerSecond,
                deniedActions, searchLag);
    }

    public VodSettings withCallsPerSecond(Map<String, Integer> changed) {
        return new VodSettings(account, repeatedCommit, certificateLifetime, certificateOperations, expiredCertificate, changed,
                deniedActions, searchLag);
    }

    public VodSettings withDeniedActions(Set<String> changed) {
        return new VodSettings(account, repeatedCommit, certificateLifetime, certificateOperations, expiredCertificate, callsPerSecond,
                changed, searchLag);
    }

    public VodSettings withSearchLag(Duration changed) {
        return new VodSettings(account, repeatedCommit, certificateLifetime, certificateOperations, expiredCertificate, callsPerSecond,
                deniedActions, changed);
    }
}
