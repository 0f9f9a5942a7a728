/**
 * A real Apache Kafka, each node in its own JVM, from the jars on the class path: no container, no download.
 *
 * <p>Guarantees: {@link dev.longshore.sandbox.broker.KafkaCluster#start} returns when every node takes part; what was acknowledged survives
 * {@code kill -9} and restart of one node; no node outlives the JVM that started it; nodes listen on the loopback interface alone.
 *
 * <p>Limits: no TLS and no authentication but on a {@link dev.longshore.sandbox.broker.SecureListener}; every node is broker and controller at
 * once; time-outs are short, so that faults show their effect in seconds, where a production cluster takes longer.
 */
@NullMarked
package dev.longshore.sandbox.broker;

import org.jspecify.annotations.NullMarked;
