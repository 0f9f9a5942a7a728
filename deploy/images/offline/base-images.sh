#!/usr/bin/env bash
# Where no image registry can be reached: makes stand-ins for the base images under the names that the recipes and the compose file use.
# They are made of Debian's packages, the JDK of this machine and the Kafka jars of the sandbox. What runs in them shows that our files work,
# not that the published images do. Grafana is in no package and has no stand-in.
#
# Needs root, debootstrap, a container engine ("docker") and built jars ("mvn package"). Usage: base-images.sh JDK-FOLDER [SUITE [MIRROR]]
set -euo pipefail

jdk=${1:?"name the folder of a JDK 25, such as \$JAVA_HOME"}
suite=${2:-bookworm}
mirror=${3:-}
home=$(cd "$(dirname "$0")/../../.." && pwd)
kafka_version=$(sed -n 's/.*KAFKA_VERSION:-\([0-9.]*\)}.*/\1/p' "$home/docker-compose.yml")
prometheus_version=$(sed -n 's/.*PROMETHEUS_VERSION:-\(v[0-9.]*\)}.*/\1/p' "$home/docker-compose.yml")
alertmanager_version=$(sed -n 's/.*ALERTMANAGER_VERSION:-\(v[0-9.]*\)}.*/\1/p' "$home/docker-compose.yml")

[[ -x $jdk/bin/java ]] || { echo "$jdk holds no bin/java." >&2; exit 1; }
ls "$home"/sandbox/target/lib/kafka_*.jar >/dev/null || { echo "No jars under sandbox/target/lib: run mvn package first." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
debootstrap --variant=minbase --include=ca-certificates,prometheus,prometheus-alertmanager "$suite" "$root" ${mirror:+"$mirror"}
mkdir -p "$root/opt/java"
cp -rL "$jdk" "$root/opt/java/openjdk"
tar -C "$root" -c . | docker import \
  -c 'ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
  - eclipse-temurin:25-jre

mkdir "$work/kafka"
cp "$home"/sandbox/target/lib/*.jar "$work/kafka/"
cat >"$work/kafka/run" <<'RUN'
#!/bin/bash
# As the published image does: KAFKA_SOME_NAME becomes some.name of server.properties, and CLUSTER_ID is the cluster's. What isn't given has a value for one node.
set -euo pipefail
config=/tmp/server.properties
env | sed -n 's/^KAFKA_\([A-Z0-9_]*\)=/\1=/p' | while IFS='=' read -r name value; do
  name=${name,,}
  printf '%s=%s\n' "${name//_/.}" "$value"
done >"$config"
grep -q '^log\.dirs=' "$config" || echo 'log.dirs=/var/lib/kafka/data' >>"$config"
if ! grep -q '^controller\.quorum\.voters=' "$config"; then
  port=$(sed -n 's/^listeners=.*CONTROLLER:[^:]*:\([0-9]*\).*/\1/p' "$config")
  echo "controller.quorum.voters=$KAFKA_NODE_ID@localhost:$port" >>"$config"
fi
java -cp '/opt/kafka:/opt/kafka/*' kafka.tools.StorageTool format --ignore-formatted -t "${CLUSTER_ID:-LONGSHORELONGSHOREAAAA}" -c "$config"
exec java -Xmx512m -cp '/opt/kafka:/opt/kafka/*' kafka.Kafka "$config"
RUN
cat >"$work/kafka/logback.xml" <<'LOGBACK'
<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>[%d] %p %m \(%c\)%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="out"/></root>
</configuration>
LOGBACK
chmod +x "$work/kafka/run"
docker build -t "apache/kafka:$kafka_version" -f - "$work/kafka" <<'DOCKERFILE'
FROM eclipse-temurin:25-jre
COPY . /opt/kafka/
RUN mkdir -p /etc/kafka/docker /var/lib/kafka/data && ln -s /opt/kafka/run /etc/kafka/docker/run
CMD ["/etc/kafka/docker/run"]
DOCKERFILE

for name in prometheus alertmanager; do
  version=$prometheus_version program=/usr/bin/prometheus
  [[ $name == alertmanager ]] && version=$alertmanager_version program=/usr/bin/prometheus-alertmanager
  docker build -t "prom/$name:$version" - <<DOCKERFILE
FROM eclipse-temurin:25-jre
RUN mkdir -p /prometheus /alertmanager
ENTRYPOINT ["$program"]
DOCKERFILE
done
