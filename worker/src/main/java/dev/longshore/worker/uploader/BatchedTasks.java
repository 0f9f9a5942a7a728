package dev.longshore.worker.uploader;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A queue of which few tasks are taken at once while tasks are long, and many while they are short.
 *
 * <p>A poll, its reports and its acceptance cost the worker and the brokers nearly the same whatever the number of tasks. But tasks that wait for a slot here
 * could run elsewhere. A consumer's number can't be changed, so there are two members of the group, of which one at a time asks; the second joins when it is
 * needed first.
 */
public final class BatchedTasks implements TaskSource {
    private final int many;
    private final IntSupplier endSoon;
    private final TaskSource small;
    private final Supplier<TaskSource> opener;
    private @Nullable TaskSource large;
    private TaskSource current;

    /**
     * @param small takes few at once
     * @param large makes the source that takes {@code many} at once
     * @param endSoon how many tasks are expected to leave their slots within a moment
     */
    public BatchedTasks(TaskSource small, Supplier<TaskSource> large, int many, IntSupplier endSoon) {
        this.small = small;
        this.opener = large;
        this.many = many;
        this.endSoon = endSoon;
        this.current = small;
    }

    @Override
    public void open() {
        small.open();
    }

    @Override
    public boolean asked() {
        return current.asked();
    }

    @Override
    public void idle() {
        current.idle();
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> poll() {
        // What one has asked for must be fetched by the same.
        if (!current.asked()) {
            current = endSoon.getAsInt() >= many ? large() : small;
        }
        return current.poll();
    }

    private TaskSource large() {
        if (large == null) {
            large = opener.get();
            large.open();
        }
        return large;
    }

    @Override
    public boolean fresh() {
        return current.fresh();
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        current.accept(record);
    }

    @Override
    public void release(ConsumerRecord<byte[], byte[]> record) {
        current.release(record);
    }

    @Override
    public void refuse(ConsumerRecord<byte[], byte[]> record) {
        current.refuse(record);
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> settle() {
        return current.settle();
    }

    @Override
    public void close() {
        try (TaskSource _ = small) {
            if (large != null) {
                large.close();
            }
        }
    }
}
