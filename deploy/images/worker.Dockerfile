# A worker: ledger, uploader or both, as longshore.roles says. Build from the repository's root, after "mvn package":
#   docker build -f deploy/images/worker.Dockerfile -t longshore/worker .
ARG JRE=eclipse-temurin:25-jre
FROM ${JRE} AS layers
WORKDIR /build
COPY worker/target/longshore-worker-exec.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination /layers

FROM ${JRE}
ENV LC_ALL=C.UTF-8
WORKDIR /app
# Those that change least come first.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
# A start with throw-away settings, up to where it would need Kafka (which queue=auto would ask at once), fills the cache of loaded classes. The JVM goes on without it where it doesn't fit.
RUN LONGSHORE_QUEUE=share LONGSHORE_SEAL_KEYS_0_ID=training LONGSHORE_SEAL_KEYS_0_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    LONGSHORE_CREDENTIALS_DEFAULT_SECRETID=training LONGSHORE_CREDENTIALS_DEFAULT_SECRETKEY=training LONGSHORE_SOURCE_ROOTS_MEDIA=/app \
    java --enable-native-access=ALL-UNNAMED -XX:AOTCacheOutput=app.aot -Dspring.context.exit=onRefresh -jar app.jar --logging.level.root=off --logging.level.org.apache.kafka=off \
    && test -s app.aot && rm -rf /tmp/*
COPY deploy/images/answers /usr/local/bin/answers
RUN mkdir -p /var/lib/longshore && chown 10001:0 /var/lib/longshore && chmod 770 /var/lib/longshore
ENV LONGSHORE_LEDGER_STATEDIR=/var/lib/longshore
# /tmp must be writable and may hold programs: the stores' native library is unpacked there.
VOLUME ["/var/lib/longshore", "/tmp"]
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["answers", "8080", "/actuator/health/readiness"]
# Further options go into JAVA_TOOL_OPTIONS. The heap takes half of the container: stores, buffers and connections live outside it.
# Tier: the second compiler waits until code is four times as hot as by default. It took a good part of a start's CPU for code that runs at a start only.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:AOTCache=app.aot", "-XX:Tier4InvocationThreshold=20000", \
    "-XX:Tier4MinInvocationThreshold=5000", "-XX:Tier4CompileThreshold=40000", "-XX:Tier4BackEdgeThreshold=120000", "-XX:Tier3DelayOn=0", \
    "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]
