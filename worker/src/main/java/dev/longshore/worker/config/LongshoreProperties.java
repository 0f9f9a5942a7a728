package dev.longshore.worker.config;

import dev.longshore.worker.net.HttpProxy;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProvider;
import dev.longshore.worker.vod.KeyFile;
import dev.longshore.worker.vod.tencent.SdkProvider;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this worker is set up.
 *
 * @param roles what this process does
 * @param workerName this worker's name in reports and states; made of host name and process id when absent
 * @param queue with which groups tasks are handed out: share groups (share), classic consumer groups for brokers before Kafka 4.2 (classic), or whatever the
 *     brokers offer (auto); the same in all workers
 * @param lease a started task whose heartbeats fall silent for so long is issued again; the same in all workers
 * @param topics topic names and how missing topics are created
 * @param ledger the ledger role
 * @param uploader the uploader role
 * @param source shared storage
 * @param seal keys for session secrets
 * @param credentials Tencent Cloud keys by profile name; jobs without a profile use "default"
 * @param vod the VOD API
 * @param cos Cloud Object Storage
 * @param proxy the HTTP proxy to VOD and COS; they are reached directly when absent
 * @param router replies to the topics that jobs name
 */
@Validated
@ConfigurationProperties("longshore")
public record LongshoreProperties(
        @DefaultValue({
            "ledger", "uploader"})
        @NotEmpty Set<Role> roles,
        @Nullable String workerName,
        @DefaultValue("auto") Queue queue,
        @DefaultValue("10s") @DurationMin(seconds = 2) @DurationMax(minutes = 10) Duration lease,
        @DefaultValue @Valid TopicProperties topics,
        @DefaultValue @Valid LedgerProperties ledger,
        @DefaultValue @Valid UploaderProperties uploader,
        @DefaultValue @Valid SourceProperties source,
        @DefaultValue @Valid SealProperties seal,
        @DefaultValue @Valid Map<String, CredentialProperties> credentials,
        @DefaultValue @Valid VodProperties vod,
        @DefaultValue @Valid CosProperties cos,
        @Nullable @Valid ProxyProperties proxy,
        @DefaultValue @Valid RouterProperties router) {

    /** What a worker process can do. */
    public enum Role {
        /** Decides, remembers and times; never does I/O with VOD, COS or shared storage. */
        LEDGER,
        /** Carries slices and closings. */
        UPLOADER
    }

    /** With which groups a fleet works. */
    public enum Queue {
        /** Share groups, if the brokers have them. */
        AUTO,
        SHARE,
        CLASSIC
    }

    /**
     * @param prefix what every topic's and group's name begins with
     * @param partitions of the topics keyed by jobId; can't be changed later, since the ledger's stores are divided by it
     * @param taskPartitions of the task topics; when absent 1 with share groups, since a share consumer sees only some partitions, and 48 with classic ones, where
     *     each has one worker
     * @param replication replicas of created topics; -1 leaves it to the broker's default
     * @param retention how long jobs, results and errors are kept
     * @param internalRetention how long internal messages are kept; must outlast the longest backlog
     */
    public record TopicProperties(
            @DefaultValue("longshore.") @NotBlank @Pattern(regexp = "[A-Za-z0-9._-]{1,100}") String prefix,
            @DefaultValue("6") @Min(1) @Max(1000) int partitions,
            @Nullable @Min(1) @Max(1000) Integer taskPartitions,
            @DefaultValue("-1") @Min(-1) @Max(16) short replication,
            @DefaultValue("7d") @DurationMin(hours = 1) Duration retention,
            @DefaultValue("7d") @DurationMin(hours = 1) Duration internalRetention) {}

    /**
     * @param stateDir where Kafka Streams keeps its stores; may be lost, is then restored from Kafka; a folder "longshore" in the system's temporary folder when absent
     * @param threads stream threads
     * @param commitInterval most time until a change of state shows that nobody waits for, such as progress; tasks and outcomes are committed earlier
     * @param commitPause least time between commits that are made early at low load
     * @param transactionTimeout after this time the broker ends the transaction of a ledger that died; also the longest pause a ledger may make
     * @param maxAttempts tries of a run before the job fails
     * @param maxLosses workers lost in a row, without progress, before the job fails
     * @param backoffFirst the wait after the first failure; doubles each time
     * @param backoffMost the longest wait
     * @param dedupeWindow how long an ended job is remembered
     * @param sliceBudget how long one slice takes new parts before the next slice is issued
     * @param sliceParallelism most parts in flight in one slice
     * @param concurrentUploadNumber parts in flight for a job that doesn't say
     * @param queueGrace a task that nobody started is taken for lost when tasks issued so much later have started; when absent 2m with share groups, and 15m with
     *     classic ones, whose partitions don't advance evenly
     */
    public record LedgerProperties(
            @Nullable Path stateDir,
            @DefaultValue("1") @Min(1) @Max(64) int threads,
            @DefaultValue("500ms") @DurationMin(millis = 1) @DurationMax(seconds = 10) Duration commitInterval,
            @DefaultValue("10ms") @DurationMin(millis = 0) @DurationMax(seconds = 10) Duration commitPause,
            @DefaultValue("5s") @DurationMin(seconds = 1) @DurationMax(minutes = 15) Duration transactionTimeout,
            @DefaultValue("5") @Min(1) @Max(100) int maxAttempts,
            @DefaultValue("10") @Min(1) @Max(1000) int maxLosses,
            @DefaultValue("1s") @DurationMin(millis = 10) Duration backoffFirst,
            @DefaultValue("5m") @DurationMin(millis = 10) Duration backoffMost,
            @DefaultValue("7d") @DurationMin(minutes = 1) Duration dedupeWindow,
            @DefaultValue("20s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration sliceBudget,
            @DefaultValue("4") @Min(1) @Max(64) int sliceParallelism,
            @DefaultValue("4") @Min(1) @Max(256) int concurrentUploadNumber,
            @Nullable @DurationMin(seconds = 10) Duration queueGrace) {}

    /**
     * @param slots slices carried at once
     * @param closingSlots finishes and aborts carried at once
     * @param maxPollRecords most tasks taken from a queue at once, which costs brokers and worker less for each. It is done only with share groups, and while at
     *     least so many tasks end within a quarter of a second; otherwise 4 at most are taken. Those without a slot wait at the worker, 5 s at most
     * @param heartbeat how often a running task is reported
     * @param stopGrace how long a stopping worker waits for its tasks to hand back
     * @param adoptListedParts whether parts that a dead worker sent and didn't report are looked for and kept
     * @param bandwidth most body bytes a second that this worker sends, all transfers together: 10M (MiB), or a timetable such as "08:00,10M 19:00,off"; no
     *     limit when absent
     * @param bandwidthFile file with a limit or timetable instead, read again whenever it changes; wins over bandwidth
     * @param bandwidthZone the zone of the timetable's times, such as Asia/Shanghai; the system's when absent
     */
    public record UploaderProperties(
            @DefaultValue("8") @Min(1) @Max(1024) int slots,
            @DefaultValue("4") @Min(1) @Max(256) int closingSlots,
            @DefaultValue("16") @Min(1) @Max(64) int maxPollRecords,
            @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration heartbeat,
            @DefaultValue("10s") @DurationMin(seconds = 1) Duration stopGrace,
            @DefaultValue("true") boolean adoptListedParts,
            @Nullable String bandwidth,
            @Nullable Path bandwidthFile,
            @Nullable ZoneId bandwidthZone) {}

    /**
     * @param roots folders that jobs may name, by name; a job's path must lie under one, links resolved
     * @param inodeInFingerprint whether a file's inode number tells its versions apart; off for mounts that number files by themselves
     * @param openTimeout how long opening a file may take on a mount that hangs
     * @param manifests who tells which files a streaming manifest names: the worker (local) or VOD's ParseStreamingManifest (service); the same in all
     *     workers
     */
    public record SourceProperties(
            @DefaultValue Map<String, Path> roots,
            @DefaultValue("true") boolean inodeInFingerprint,
            @DefaultValue("30s") @DurationMin(millis = 100) Duration openTimeout,
            @DefaultValue("local") Manifests manifests) {}

    /** Who reads streaming manifests. */
    public enum Manifests {
        LOCAL,
        /** VOD, by ParseStreamingManifest. */
        SERVICE
    }

    /** @param keys the key ring as id:base64 pairs, newest first; the first seals, all open. Make one with: openssl rand -base64 32 */
    public record SealProperties(@DefaultValue List<SealKey> keys) {}

    /**
     * @param id names the key
     * @param key 32 bytes in base64
     */
    public record SealKey(@NotBlank String id, @NotBlank String key) {
        @Override
        public String toString() {
            return "SealKey[" + id + "]";
        }
    }

    /**
     * Either a key, or a file that holds one, or a provider.
     *
     * @param secretId Tencent Cloud SecretId
     * @param secretKey Tencent Cloud SecretKey
     * @param token of a temporary key
     * @param file JSON file with secretId, secretKey and perhaps token, read again whenever it changes
     * @param provider one of the SDK's own: chain (all that follow, in this order), environment, profile, cvm-role, oidc
     */
    public record CredentialProperties(
            @Nullable String secretId,
            @Nullable String secretKey,
            @Nullable String token,
            @Nullable Path file,
            SdkProvider.@Nullable Kind provider) {

        /** @throws IllegalArgumentException if it is not exactly one of the three */
        CredentialProvider toProvider(String profile) {
            boolean key = secretId != null || secretKey != null || token != null;
            int ways = (key ? 1 : 0) + (file != null ? 1 : 0) + (provider != null ? 1 : 0);
            if (ways != 1) {
                throw new IllegalArgumentException("longshore.credentials." + profile
                        + " needs exactly one of: secret-id and secret-key (and token), file, provider; it has " + ways);
            }
            if (file != null) {
                return new KeyFile(file);
            }
            if (provider != null) {
                return SdkProvider.of(provider);
            }
            if (secretId == null || secretId.isBlank() || secretKey == null || secretKey.isBlank()) {
                throw new IllegalArgumentException("longshore.credentials." + profile + " needs both secret-id and secret-key");
            }
            Credential credential = new Credential(secretId, secretKey, token == null || token.isBlank() ? null : token);
            return () -> credential;
        }

        @Override
        public String toString() {
            return "CredentialProperties[***]";
        }
    }

    /**
     * @param endpoint host and port instead of vod.tencentcloudapi.com
     * @param scheme https, or http for the sandbox
     * @param region the access region of jobs that name none
     * @param connectTimeout for a connection
     * @param readTimeout longest silence of the service within a call
     * @param writeTimeout longest time without a byte accepted within a call
     * @param callLimits how often the account may be called
     */
    public record VodProperties(
            @Nullable String endpoint,
            @DefaultValue("https") @Pattern(regexp = "https?") String scheme,
            @DefaultValue("ap-guangzhou") @NotBlank String region,
            @DefaultValue("5s") @DurationMin(millis = 100) Duration connectTimeout,
            @DefaultValue("15s") @DurationMin(millis = 100) Duration readTimeout,
            @DefaultValue("10s") @DurationMin(millis = 100) Duration writeTimeout,
            @NestedConfigurationProperty @DefaultValue @Valid CallLimitProperties callLimits) {}

    /**
     * @param endpoint host and port instead of COS's own, for all buckets
     * @param scheme https, or http for the sandbox
     * @param maxConnections kept open at once
     * @param connectTimeout for a connection
     * @param poolTimeout how long a transfer waits for a free connection
     * @param stallTimeout a transfer that moves no byte for so long is given up
     * @param trafficLimit most bits a second of each transfer, 819200 to 838860800, enforced by COS; 0: none
     * @param tries of one call before the failure is reported
     */
    public record CosProperties(
            @Nullable String endpoint,
            @DefaultValue("https") @Pattern(regexp = "https?") String scheme,
            @DefaultValue("64") @Min(1) @Max(10000) int maxConnections,
            @DefaultValue("5s") @DurationMin(millis = 100) Duration connectTimeout,
            @DefaultValue("30s") @DurationMin(seconds = 1) Duration poolTimeout,
            @DefaultValue("30s") @DurationMin(seconds = 1) Duration stallTimeout,
            @DefaultValue("0") @Min(0) @Max(838860800) long trafficLimit,
            @DefaultValue("4") @Min(1) @Max(20) int tries) {}

    /**
     * @param host name or address
     * @param port 1 to 65535
     * @param username for Basic authentication
     * @param password for Basic authentication
     */
    public record ProxyProperties(
            @NotBlank String host,
            @DefaultValue("3128") @Min(1) @Max(65535) int port,
            @Nullable String username,
            @Nullable String password) {

        HttpProxy toProxy() {
            return new HttpProxy(host, port, username, password);
        }

        @Override
        public String toString() {
            return "ProxyProperties[" + host + ":" + port + "]";
        }
    }

    /** @param replyTopics regular expressions; outcomes are forwarded to a topic only if one matches its whole name */
    public record RouterProperties(@DefaultValue List<String> replyTopics) {}
}
