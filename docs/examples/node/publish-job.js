#!/usr/bin/env node
// Publishes one job and waits for its outcome. Needs Node.js 18 or newer and "npm ci" in this folder.
//
//   node publish-job.js JOB_ID MEDIA_FILE        the path is one that the workers see
//
// Environment: BOOTSTRAP_SERVERS (localhost:9092), REPLY_TOPIC (replies.examples), TIMEOUT in seconds (600).
// Ends with 0: the media exists; 1: the job failed; 2: wrong usage; 3: nothing was published, or no outcome came in time.
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';

const [jobId, mediaFilePath, ...more] = process.argv.slice(2);
if (!mediaFilePath || more.length > 0) {
  console.error('Usage: node publish-job.js JOB_ID MEDIA_FILE');
  process.exit(2);
}
const replyTopic = process.env.REPLY_TOPIC ?? 'replies.examples';
const timeout = Number(process.env.TIMEOUT ?? 600);
const kafka = new Kafka({
  clientId: 'publish-job',
  brokers: (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092').split(','),
  logLevel: logLevel.NOTHING,
});

// Everybody's replies may share a topic: this one is known by an id of its own.
const correlationId = randomUUID();
const consumer = kafka.consumer({ groupId: `publish-job-${correlationId}` });
const producer = kafka.producer({ idempotent: true }); // implies acks from all in-sync replicas

try {
  await consumer.connect();
  // From the beginning: a new group that starts at the end could miss a reply that comes before its first fetch.
  await consumer.subscribe({ topic: replyTopic, fromBeginning: true });
  const reply = new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    setTimeout(() => resolve(null), timeout * 1000).unref();
    consumer.run({
      eachMessage: async ({ message }) => {
        if (message.headers.kafka_correlationId?.toString() === correlationId) {
          resolve(JSON.parse(message.value.toString()));
        }
      },
    }).catch(reject);
  });

  await producer.connect();
  await producer.send({
    topic: 'longshore.jobs',
    messages: [{
      key: jobId,
      value: JSON.stringify({ jobId, mediaFilePath }),
      headers: { kafka_replyTopic: replyTopic, kafka_correlationId: correlationId },
    }],
  });

  const outcome = await reply;
  if (outcome === null) {
    // The job itself goes on. Publishing the same job again is safe: the same jobId with the same content uploads once.
    console.error(`no outcome of ${jobId} within ${timeout} s on ${replyTopic}`);
    process.exitCode = 3;
  } else if (outcome.fileId) { // a result has a fileId, an error a code
    console.log(`succeeded ${jobId}: media ${outcome.fileId} at ${outcome.mediaUrl}`);
  } else {
    console.error(`failed ${jobId}: ${outcome.code}: ${outcome.message}`);
    console.error(`what to do: ${outcome.hint}`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(`not published: ${error.message}`);
  process.exitCode = 3;
} finally {
  await Promise.allSettled([producer.disconnect(), consumer.disconnect()]);
  // The group was for this one reply.
  const admin = kafka.admin();
  await admin.connect().then(() => admin.deleteGroups([`publish-job-${correlationId}`])).catch(() => {});
  await admin.disconnect().catch(() => {});
}
