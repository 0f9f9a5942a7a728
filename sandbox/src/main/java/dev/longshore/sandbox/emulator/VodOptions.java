package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.cos.CosOperation;
import dev.longshore.sandbox.cos.ExpiredCertificate;
import dev.longshore.sandbox.vod.RepeatedCommit;
import dev.longshore.sandbox.vod.VodAccount;
import dev.longshore.sandbox.vod.VodKey;
import dev.longshore.sandbox.vod.VodSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The emulated account and API, from the command line. */
final class VodOptions {

    @Option(names = "--key", paramLabel = "ID:SECRET[:TOKEN]", showDefaultValue = Visibility.NEVER, converter = KeyConverter.class,
            description = "A key pair of the account, or a temporary one with its token; repeatable (default: the sandbox's).")
    private List<VodKey> keys = List.of(new VodKey(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY));

    @Option(names = "--access-regions", split = ",", paramLabel = "REGION", description = "What X-TC-Region may name.")
    private Set<String> accessRegions = new LinkedHashSet<>(VodAccount.ACCESS_REGIONS);

    @Option(names = "--storage-regions", split = ",", paramLabel = "REGION",
            description = "Where media can be stored; the first is the default.")
    private List<String> storageRegions = VodAccount.STORAGE_REGIONS;

    @Option(names = "--sub-app-ids", split = ",", paramLabel = "ID", showDefaultValue = Visibility.NEVER,
            description = "The sub-applications that exist (default: any positive number does).")
    private Set<Long> subAppIds = Set.of();

    @Option(names = "--path-sub-app-ids", split = ",", paramLabel = "ID", showDefaultValue = Visibility.NEVER,
            description = "The applications that may choose a MediaStoragePath, 0 being the main one (default: all).")
    private Set<Long> pathSubAppIds = Set.of();

    @Option(names = "--repeated-commit", defaultValue = "same",
            description = "${COMPLETION-CANDIDATES}: what a second CommitUpload of a session gets.")
    private RepeatedCommit repeatedCommit = RepeatedCommit.SAME;

    @Option(names = "--certificate-lifetime", defaultValue = "2h", converter = Quantities.Time.class,
            description = "How long a session and its temporary certificate last.")
    private Duration certificateLifetime = VodSettings.CERTIFICATE_LIFETIME;

    @Option(names = "--expired-certificate", defaultValue = "token",
            description = "${COMPLETION-CANDIDATES}: refused with ExpiredToken, or with AccessDenied and \"Request has expired\".")
    private ExpiredCertificate expiredCertificate = ExpiredCertificate.TOKEN;

    @Option(names = "--certificate-operations", split = ",", paramLabel = "NAME",
            description = "What a certificate may do on its own paths.")
    private List<String> certificateOperations =
            VodSettings.uploadOperations().stream().map(CosOperation::policyName).toList();

    @Option(names = "--documented-caps", description = "Cap calls per second as the real API documents it.")
    private boolean documentedCaps;

    @Option(names = "--cap", paramLabel = "ACTION=CALLS", showDefaultValue = Visibility.NEVER,
            description = "Cap an action's calls per second; repeatable.")
    private Map<String, Integer> caps = Map.of();

    @Option(names = "--deny", split = ",", paramLabel = "ACTION", showDefaultValue = Visibility.NEVER,
            description = "Actions answered with UnauthorizedOperation.")
    private Set<String> denied = Set.of();

    @Option(names = "--search-lag", defaultValue = "0s", converter = Quantities.Time.class,
            description = "How long after its commit a media shows up in SearchMedia.")
    private Duration searchLag = Duration.ZERO;

    VodSettings settings() {
        VodAccount account = VodAccount.of()
                .withKeys(keys)
                .withAccessRegions(accessRegions)
                .withStorageRegions(storageRegions)
                .withSubAppIds(subAppIds)
                .withPathSubAppIds(pathSubAppIds);
        Set<CosOperation> operations =
                certificateOperations.stream().map(CosOperation::named).collect(Collectors.toUnmodifiableSet());
        return VodSettings.of(account)
                .withRepeatedCommit(repeatedCommit)
                .withCertificate(certificateLifetime, operations)
                .withExpiredCertificate(expiredCertificate)
                .withCallsPerSecond(documentedCaps ? VodSettings.DOCUMENTED_CALLS_PER_SECOND : caps)
                .withDeniedActions(denied)
                .withSearchLag(searchLag);
    }

    /** Splits a key pair at its colons. */
    static final class KeyConverter implements ITypeConverter<VodKey> {

        @Override
        public VodKey convert(String text) {
            String[] parts = text.split(":", 3);
            if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new TypeConversionException("a key is ID:SECRET or ID:SECRET:TOKEN");
            }
            return new VodKey(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
        }
    }
}
