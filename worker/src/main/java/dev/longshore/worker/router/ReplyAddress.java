package dev.longshore.worker.router;

import dev.longshore.wire.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Where a reply is wanted.
 *
 * @param partition absent leaves it to the partitioner
 */
record ReplyAddress(String topic, @Nullable Integer partition) {

    /** What the record's headers ask for, if anything; spring-kafka writes the partition as a 4-byte integer. */
    static Optional<ReplyAddress> of(org.apache.kafka.common.header.Headers headers) {
        Header topic = headers.lastHeader(Headers.REPLY_TOPIC);
        if (topic == null || topic.value() == null) {
            return Optional.empty();
        }
        Header partition = headers.lastHeader(Headers.REPLY_PARTITION);
        boolean named = partition != null && partition.value() != null && partition.value().length == Integer.BYTES;
        return Optional.of(new ReplyAddress(
                new String(topic.value(), StandardCharsets.UTF_8), named ? ByteBuffer.wrap(partition.value()).getInt() : null));
    }
}
