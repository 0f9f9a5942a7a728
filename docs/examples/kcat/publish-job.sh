#!/usr/bin/env bash
# Publishes one job and waits for its outcome. Needs kcat and jq.
#
#   ./publish-job.sh JOB_ID MEDIA_FILE        the path is one that the workers see
#
# Environment: BOOTSTRAP_SERVERS (localhost:9092), REPLY_TOPIC (replies.examples), TIMEOUT in seconds (600).
# Ends with 0: the media exists; 1: the job failed; 2: wrong usage; 3: nothing was published, or no outcome came in time.
set -euo pipefail

if (($# != 2)); then
  echo "Usage: $0 JOB_ID MEDIA_FILE" >&2
  exit 2
fi
servers=${BOOTSTRAP_SERVERS:-localhost:9092}
reply_topic=${REPLY_TOPIC:-replies.examples}
timeout=${TIMEOUT:-600}

# Everybody's replies may share a topic: this one is known by an id of its own.
correlation=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)

# jq writes correct JSON whatever the path holds.
jq -cn --arg jobId "$1" --arg path "$2" '{jobId: $jobId, mediaFilePath: $path}' \
  | kcat -P -b "$servers" -t longshore.jobs -k "$1" -X enable.idempotence=true -X message.timeout.ms=30000 \
    -H "kafka_replyTopic=$reply_topic" -H "kafka_correlationId=$correlation" \
  || { echo "not published: see kcat's message above" >&2; exit 3; }

# The reply may be there already, so what came in the last minute is read as well. One line a record: headers, a tab, the value.
exec {replies}< <(exec timeout "$timeout" kcat -C -q -u -b "$servers" -t "$reply_topic" -o "s@$((($(date +%s) - 60) * 1000))" -f '%h\t%s\n')
reader=$!
trap 'kill "$reader" 2>/dev/null || true' EXIT

while IFS=$'\t' read -r -u "$replies" headers reply; do
  [[ ",$headers," == *",kafka_correlationId=$correlation,"* ]] || continue
  # A result has a fileId, an error a code.
  if jq -e 'has("fileId")' >/dev/null <<<"$reply"; then
    jq -r '"succeeded \(.jobId): media \(.fileId) at \(.mediaUrl)"' <<<"$reply"
    exit 0
  fi
  jq -r '"failed \(.jobId): \(.code): \(.message)", "what to do: \(.hint)"' <<<"$reply" >&2
  exit 1
done

# The job itself goes on. Publishing the same job again is safe: the same jobId with the same content uploads once.
echo "no outcome of $1 within $timeout s on $reply_topic" >&2
exit 3
