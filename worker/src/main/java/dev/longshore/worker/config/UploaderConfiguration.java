package dev.longshore.worker.config;

import dev.longshore.wire.Topics;
import dev.longshore.worker.broker.FleetSize;
import dev.longshore.worker.broker.GroupKind;
import dev.longshore.worker.bundle.ManifestNames;
import dev.longshore.worker.bundle.ServiceNames;
import dev.longshore.worker.config.LongshoreProperties.CosProperties;
import dev.longshore.worker.config.LongshoreProperties.UploaderProperties;
import dev.longshore.worker.config.LongshoreProperties.VodProperties;
import dev.longshore.worker.config.WorkerLife.UploaderRole;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.RetryingObjectStore;
import dev.longshore.worker.cos.tencent.CosErrors;
import dev.longshore.worker.cos.tencent.CosObjectStore;
import dev.longshore.worker.cos.tencent.CosSettings;
import dev.longshore.worker.metrics.CountingSleeper;
import dev.longshore.worker.metrics.MeteredManifestService;
import dev.longshore.worker.metrics.MeteredMediaService;
import dev.longshore.worker.metrics.MeteredObjectStore;
import dev.longshore.worker.metrics.MeteredReporter;
import dev.longshore.worker.metrics.MeteredSteps;
import dev.longshore.worker.metrics.Meters;
import dev.longshore.worker.metrics.TurnMeters;
import dev.longshore.worker.metrics.kafka.MeteredTaskSource;
import dev.longshore.worker.net.HttpProxy;
import dev.longshore.worker.seal.AesGcmSeal;
import dev.longshore.worker.seal.KeyRing;
import dev.longshore.worker.seal.SessionSeal;
import dev.longshore.worker.source.RootedStorage;
import dev.longshore.worker.source.SourceSettings;
import dev.longshore.worker.source.SourceStorage;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.time.Sleeper;
import dev.longshore.worker.time.Ticker;
import dev.longshore.worker.uploader.KafkaReporter;
import dev.longshore.worker.uploader.StepPorts;
import dev.longshore.worker.uploader.StepRuntime;
import dev.longshore.worker.uploader.StepSettings;
import dev.longshore.worker.uploader.UploadSteps;
import dev.longshore.worker.uploader.Uploader;
import dev.longshore.worker.uploader.UploaderSettings;
import dev.longshore.worker.vod.CallLimiter;
import dev.longshore.worker.vod.CallLimits;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.CredentialSource;
import dev.longshore.worker.vod.ManifestService;
import dev.longshore.worker.vod.MediaService;
import dev.longshore.worker.vod.PacedManifestService;
import dev.longshore.worker.vod.PacedMediaService;
import dev.longshore.worker.vod.VodAction;
import dev.longshore.worker.vod.tencent.VodErrors;
import dev.longshore.worker.vod.tencent.VodManifestService;
import dev.longshore.worker.vod.tencent.VodMediaService;
import dev.longshore.worker.vod.tencent.VodSettings;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The uploader role: adapters behind their ports, steps over the ports, slots over the steps. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(LongshoreProperties.Role.UPLOADER)
class UploaderConfiguration {
    private static final Logger log = LoggerFactory.getLogger(UploaderConfiguration.class);

    @Bean
    SourceStorage sourceStorage(LongshoreProperties properties) {
        String names = System.getProperty("sun.jnu.encoding", "UTF-8");
        if (!names.equalsIgnoreCase("UTF-8")) {
            log.warn("source.encoding {}: files whose names need other characters can't be found; start the worker with LC_ALL=C.UTF-8",
                    names);
        }
        return new RootedStorage(new SourceSettings(
                properties.source().roots(), properties.source().inodeInFingerprint(), properties.source().openTimeout()));
    }

    @Bean
    SessionSeal sessionSeal(LongshoreProperties properties) {
        return new AesGcmSeal(KeyRing.of(properties.seal()
                .keys()
                .stream()
                .map(key -> new KeyRing.NamedKey(key.id(), key.key()))
                .toList()));
    }

    @Bean
    CredentialSource credentialSource(LongshoreProperties properties) {
        return new CredentialProfiles(properties.credentials()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, profile -> profile.getValue().toProvider(profile.getKey()))));
    }

    @Bean
    FleetSize fleetSize(KafkaProperties kafka, GroupKind kind, Names names) {
        // Each worker is a member of this group once; of the others it may be twice.
        return FleetSize.ofGroup(new KafkaClients(kafka).admin(), kind, names.uploaderGroups().resumes(), Clocks.REAL.nanos());
    }

    @Bean
    CallLimiter callLimiter(LongshoreProperties properties, FleetSize workers, Meters meters) {
        TurnMeters observer = new TurnMeters(meters);
        CallLimits limits = properties.vod().callLimits().toLimits();
        if (properties.source().manifests() == LongshoreProperties.Manifests.LOCAL) {
            limits = limits.with(VodAction.PARSE_STREAMING_MANIFEST, 0);
        }
        CallLimiter limiter = new CallLimiter(
                limits, properties.credentials().keySet(), workers, observer, Clocks.REAL.nanos(), Sleeper.REAL);
        observer.show(limiter);
        return limiter;
    }

    @Bean
    MediaService mediaService(LongshoreProperties properties, CredentialSource credentials, CallLimiter limiter, Meters meters) {
        var service = new VodMediaService(vodSettings(properties), credentials);
        return new PacedMediaService(new MeteredMediaService(service, meters, VodErrors.TABLE, Clocks.REAL), limiter);
    }

    @Bean
    @ConditionalOnProperty(name = "longshore.source.manifests", havingValue = "service")
    ManifestService manifestService(LongshoreProperties properties, CredentialSource credentials, CallLimiter limiter, Meters meters) {
        var service = new VodManifestService(vodSettings(properties), credentials);
        return new PacedManifestService(new MeteredManifestService(service, meters, VodErrors.TABLE, Clocks.REAL.nanos()), limiter);
    }

    private static VodSettings vodSettings(LongshoreProperties properties) {
        VodProperties vod = properties.vod();
        return new VodSettings(
                vod.endpoint(), vod.scheme(), vod.region(), vod.connectTimeout(), vod.readTimeout(), vod.writeTimeout(), proxy(properties));
    }

    private static @Nullable HttpProxy proxy(LongshoreProperties properties) {
        return properties.proxy() == null ? null : properties.proxy().toProxy();
    }

    @Bean
    WorkerBandwidth workerBandwidth(LongshoreProperties properties, Meters meters) {
        return WorkerBandwidth.of(properties.uploader(), Clocks.REAL, Ticker.onThread("bandwidth"), meters);
    }

    @Bean
    ObjectStore objectStore(LongshoreProperties properties, WorkerBandwidth bandwidth, Meters meters) {
        CosProperties cos = properties.cos();
        CosSettings settings = new CosSettings(
                cos.endpoint(), cos.scheme(), cos.maxConnections(), cos.connectTimeout(), cos.poolTimeout(), cos.stallTimeout(),
                cos.trafficLimit(),
                proxy(properties));
        RetryingObjectStore.Policy policy = new RetryingObjectStore.Policy(
                cos.tries(), RetryingObjectStore.Policy.DEFAULT.firstPause(), RetryingObjectStore.Policy.DEFAULT.longestPause());
        ObjectStore metered = new MeteredObjectStore(new CosObjectStore(settings, Clocks.REAL), meters, CosErrors.TABLE, Clocks.REAL);
        return bandwidth.paced(new RetryingObjectStore(metered, policy, new CountingSleeper(Sleeper.REAL, meters)));
    }

    @Bean(destroyMethod = "")
    UploaderRole uploaderRole(
            LongshoreProperties properties, Topics topics, Names names, KafkaProperties kafka, GroupKind kind, StepPorts ports,
            Meters meters) {
        UploaderProperties own = properties.uploader();
        StepSettings steps = new StepSettings(
                StepSettings.DEFAULT.prepareAboveBytes(),
                StepSettings.DEFAULT.prepareAboveUnits(),
                StepSettings.DEFAULT.expiryMargin(),
                own.stopGrace().dividedBy(3),
                StepSettings.DEFAULT.watch(),
                own.adoptListedParts());
        UploaderSettings settings = new UploaderSettings(
                names.worker(), own.slots(), own.closingSlots(), own.maxPollRecords(), own.heartbeat(), properties.lease(),
                own.stopGrace());
        TaskSources sources = new TaskSources(kafka, kind, names.worker(), Clocks.REAL.nanos());
        Producer<String, byte[]> producer = new KafkaClients(kafka).reportProducer(names.worker());
        Uploader uploader = new Uploader(
                settings,
                topics,
                names.uploaderGroups(),
                (queue, endSoon) -> new MeteredTaskSource(sources.open(queue, endSoon), meters,
                        queue.topic().substring((names.prefix() + names.tasks()).length())),
                new MeteredReporter(new KafkaReporter(producer, topics.reports()), meters, Clocks.REAL.nanos()),
                new MeteredSteps(
                        new UploadSteps(ports, StepRuntime.real(), steps), meters, Clocks.REAL, own.slots(), own.closingSlots()),
                Clocks.REAL.nanos());
        return new UploaderRole(uploader, producer);
    }

    @Bean
    StepPorts stepPorts(
            SourceStorage sources, MediaService media, ObjectStore objects, SessionSeal seal, ObjectProvider<ManifestService> service) {
        ManifestService asked = service.getIfAvailable();
        return new StepPorts(sources, media, objects, seal, asked == null ? ManifestNames.LOCAL : ServiceNames.of(asked));
    }
}
