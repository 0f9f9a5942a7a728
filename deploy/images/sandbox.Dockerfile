# The emulator of VOD and COS, for trying things out. Build from the repository's root, after "mvn package":
#   docker build -f deploy/images/sandbox.Dockerfile -t longshore/sandbox .
ARG JRE=eclipse-temurin:25-jre
FROM ${JRE}
ENV LC_ALL=C.UTF-8
WORKDIR /app
COPY sandbox/target/lib/ lib/
COPY sandbox/target/longshore-sandbox.jar ./
COPY deploy/images/answers /usr/local/bin/answers
RUN mkdir -p /var/lib/longshore && chown 10001:0 /var/lib/longshore && chmod 770 /var/lib/longshore
VOLUME ["/var/lib/longshore", "/tmp"]
USER 10001
EXPOSE 9601 9602 9603
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s CMD ["answers", "9603", "/_sandbox/media"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=50", "-cp", "longshore-sandbox.jar:lib/*", "dev.longshore.sandbox.emulator.EmulatorApplication", "--address=0.0.0.0", "--directory=/var/lib/longshore"]
