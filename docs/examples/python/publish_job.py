#!/usr/bin/env python3
"""Publishes one job and waits for its outcome. Needs kafka-python (Debian and Ubuntu: python3-kafka).

    publish_job.py JOB_ID MEDIA_FILE        the path is one that the workers see

Environment: BOOTSTRAP_SERVERS (localhost:9092), REPLY_TOPIC (replies.examples), TIMEOUT in seconds (600).
Ends with 0: the media exists; 1: the job failed; 2: wrong usage; 3: nothing was published, or no outcome came in time.
"""
import json
import os
import sys
import time
import uuid

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

SERVERS = os.environ.get("BOOTSTRAP_SERVERS", "localhost:9092").split(",")
REPLY_TOPIC = os.environ.get("REPLY_TOPIC", "replies.examples")
TIMEOUT = float(os.environ.get("TIMEOUT", "600"))


def open_replies():
    """A reader that stands at the end of every partition: opened before the job is published, it misses nothing and needs no group."""
    consumer = KafkaConsumer(bootstrap_servers=SERVERS, enable_auto_commit=False)
    partitions = consumer.partitions_for_topic(REPLY_TOPIC)
    if not partitions:
        raise KafkaError("there is no topic " + REPLY_TOPIC)
    consumer.assign([TopicPartition(REPLY_TOPIC, number) for number in partitions])
    consumer.seek_to_end()
    for partition in consumer.assignment():
        consumer.position(partition)  # seeking is lazy: this makes it happen now
    return consumer


def publish(job, correlation_id):
    producer = KafkaProducer(bootstrap_servers=SERVERS, acks="all", retries=5)
    try:
        sent = producer.send(
            "longshore.jobs",
            key=job["jobId"].encode(),
            value=json.dumps(job).encode(),
            headers=[("kafka_replyTopic", REPLY_TOPIC.encode()), ("kafka_correlationId", correlation_id)],
        )
        sent.get(timeout=30)  # until all in-sync replicas have it
    finally:
        producer.close()


def reply_to(consumer, correlation_id):
    """The outcome of this job; None if none came in time. Other publishers' replies are passed over."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        for records in consumer.poll(timeout_ms=500).values():
            for record in records:
                if dict(record.headers).get("kafka_correlationId") == correlation_id:
                    return json.loads(record.value)
    return None


def main(arguments):
    if len(arguments) != 2:
        print("Usage: publish_job.py JOB_ID MEDIA_FILE", file=sys.stderr)
        return 2
    job = {"jobId": arguments[0], "mediaFilePath": arguments[1]}
    correlation_id = str(uuid.uuid4()).encode()
    try:
        consumer = open_replies()
        publish(job, correlation_id)
        outcome = reply_to(consumer, correlation_id)
    except KafkaError as error:
        # Publishing the same job again is safe, even if this one has arrived: the same jobId with the same content uploads once.
        print("not published: %s" % error, file=sys.stderr)
        return 3
    consumer.close()
    if outcome is None:
        print("no outcome of %s within %g s on %s; the job goes on" % (job["jobId"], TIMEOUT, REPLY_TOPIC), file=sys.stderr)
        return 3
    # A result has a fileId, an error a code. Fields that aren't known here may come with later versions: let them pass.
    if "fileId" in outcome:
        print("succeeded %(jobId)s: media %(fileId)s at %(mediaUrl)s" % outcome)
        return 0
    print("failed %s: %s: %s" % (job["jobId"], outcome["code"], outcome["message"]), file=sys.stderr)
    print("what to do: " + outcome["hint"], file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
