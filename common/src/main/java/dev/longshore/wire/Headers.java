package dev.longshore.wire;

import java.util.List;

/** Names of record headers that travel from a job to its outcome. The {@code kafka_} ones are spring-kafka's request-reply headers. */
public final class Headers {
    public static final String REPLY_TOPIC = "kafka_replyTopic";
    public static final String REPLY_PARTITION = "kafka_replyPartition";
    public static final String CORRELATION_ID = "kafka_correlationId";
    public static final String TRACEPARENT = "traceparent";
    public static final String TRACESTATE = "tracestate";

    /** The headers that are copied; each value at most {@value #MAX_VALUE} bytes. */
    public static final List<String> COPIED = List.of(REPLY_TOPIC, REPLY_PARTITION, CORRELATION_ID, TRACEPARENT, TRACESTATE);

    public static final int MAX_VALUE = 512;

    private Headers() {}
}
