package dev.longshore.worker.uploader;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * A queue as one worker takes tasks from it. One thread uses it.
 *
 * <p>Every record of a poll is accepted, released or refused, and then all are settled; a poll that isn't followed by that gives its records back. A task
 * may come to several workers, and more than once; only what {@link #settle} returns may run. All methods may throw {@link KafkaException}.
 */
public interface TaskSource extends AutoCloseable {
    /** Begins to be a member of the group. */
    void open();

    /** Whether tasks may be on their way already: they must be polled for, with a slot for them or without. */
    boolean asked();

    /** Instead of a poll while no task is wanted: stays a member of the group. */
    void idle();

    /** Waits a moment for tasks, of which it returns no more than the queue allows. */
    List<ConsumerRecord<byte[], byte[]>> poll();

    /** Whether the last poll's records are young enough here to be begun; otherwise they are to be released. */
    boolean fresh();

    /** It is durably reported as started, and is to be this worker's. */
    void accept(ConsumerRecord<byte[], byte[]> record);

    /** Somebody is to take it again. */
    void release(ConsumerRecord<byte[], byte[]> record);

    /** It can't be read here. */
    void refuse(ConsumerRecord<byte[], byte[]> record);

    /** @return the accepted records that are surely this worker's; nothing of the others may run */
    List<ConsumerRecord<byte[], byte[]>> settle();

    @Override
    void close();
}
