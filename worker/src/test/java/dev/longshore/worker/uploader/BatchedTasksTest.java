package dev.longshore.worker.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Which of its two members of the group a queue asks. */
class BatchedTasksTest {
    private static final int MANY = 16;

    private final List<String> calls = new ArrayList<>();
    private final AtomicInteger endSoon = new AtomicInteger();
    private final Member small = new Member("small");
    private final Member large = new Member("large");
    private final BatchedTasks tasks = new BatchedTasks(small, () -> large, MANY, endSoon::get);

    @Test
    void longTasksAreTakenByFewAndTheSecondMemberNeverJoins() {
        tasks.open();
        endSoon.set(MANY - 1);
        small.holds = 3;
        assertThat(tasks.poll()).hasSize(3);
        tasks.settle();
        tasks.close();
        assertThat(calls).containsExactly("small opens", "small polls", "small settles", "small closes");
    }

    @Test
    void shortTasksAreTakenByManyUntilTheyAreLongAgain() {
        tasks.open();
        endSoon.set(MANY);
        large.holds = MANY;
        assertThat(tasks.poll()).hasSize(MANY);
        tasks.settle();
        tasks.poll();
        tasks.settle();
        endSoon.set(0);
        large.holds = 0;
        tasks.poll();
        tasks.settle();
        tasks.close();
        assertThat(calls).containsExactly(
                "small opens", "large opens", "large polls", "large settles", "large polls", "large settles", "small polls",
                "small settles",
                "large closes", "small closes");
    }

    @Test
    void whoHasAskedIsPolledUntilSomethingComes() {
        tasks.open();
        tasks.poll();
        assertThat(tasks.asked()).isTrue();
        endSoon.set(MANY);
        tasks.poll();
        small.holds = 1;
        assertThat(tasks.poll()).hasSize(1);
        assertThat(tasks.asked()).isFalse();
        tasks.settle();
        large.holds = 1;
        assertThat(tasks.poll()).hasSize(1);
        assertThat(calls).containsExactly(
                "small opens", "small polls", "small polls", "small polls", "small settles", "large opens", "large polls");
    }

    @Test
    void recordsAreSettledWithTheMemberThatTookThem() {
        tasks.open();
        endSoon.set(MANY);
        large.holds = 3;
        List<ConsumerRecord<byte[], byte[]>> taken = tasks.poll();
        endSoon.set(0);
        tasks.accept(taken.get(0));
        tasks.release(taken.get(1));
        tasks.refuse(taken.get(2));
        tasks.settle();
        assertThat(calls).endsWith("large accepts 0", "large releases 1", "large refuses 2", "large settles");
    }

    /** Has what a test gives it. */
    private final class Member implements TaskSource {
        private final String name;
        private int holds;
        private boolean asked;

        Member(String name) {
            this.name = name;
        }

        @Override
        public void open() {
            calls.add(name + " opens");
        }

        @Override
        public boolean asked() {
            return asked;
        }

        @Override
        public void idle() {
            calls.add(name + " idles");
        }

        @Override
        public List<ConsumerRecord<byte[], byte[]>> poll() {
            calls.add(name + " polls");
            List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
            for (int offset = 0; offset < holds; offset++) {
                taken.add(new ConsumerRecord<>("slices", 0, offset, new byte[0], new byte[0]));
            }
            asked = taken.isEmpty();
            return taken;
        }

        @Override
        public boolean fresh() {
            return true;
        }

        @Override
        public void accept(ConsumerRecord<byte[], byte[]> record) {
            calls.add(name + " accepts " + record.offset());
        }

        @Override
        public void release(ConsumerRecord<byte[], byte[]> record) {
            calls.add(name + " releases " + record.offset());
        }

        @Override
        public void refuse(ConsumerRecord<byte[], byte[]> record) {
            calls.add(name + " refuses " + record.offset());
        }

        @Override
        public List<ConsumerRecord<byte[], byte[]>> settle() {
            calls.add(name + " settles");
            return List.of();
        }

        @Override
        public void close() {
            calls.add(name + " closes");
        }
    }
}
