# The HTTP gateway. Build from the repository's root, after "mvn package":
#   docker build -f deploy/images/gateway.Dockerfile -t longshore/gateway .
ARG JRE=eclipse-temurin:25-jre
FROM ${JRE} AS layers
WORKDIR /build
COPY gateway/target/longshore-gateway-exec.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination /layers

FROM ${JRE}
ENV LC_ALL=C.UTF-8
WORKDIR /app
# Those that change least come first.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
# A start with a throw-away token, up to where it would need Kafka, fills the cache of loaded classes. The JVM goes on without it where it doesn't fit.
RUN LONGSHORE_GATEWAY_TOKENS_TRAINING=training-training-training \
    java --enable-native-access=ALL-UNNAMED -XX:AOTCacheOutput=app.aot -Dspring.context.exit=onRefresh -jar app.jar --logging.level.root=off --logging.level.org.apache.kafka=off \
    && test -s app.aot && rm -rf /tmp/*
COPY deploy/images/answers deploy/images/gateway-token /usr/local/bin/
RUN mkdir -p /var/lib/longshore && chown 10001:0 /var/lib/longshore && chmod 770 /var/lib/longshore
VOLUME ["/tmp"]
USER 10001
EXPOSE 8090
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["answers", "8090", "/actuator/health/readiness"]
# Further options go into JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:AOTCache=app.aot", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]
