package dev.longshore.worker.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which offsets are committed, and from where a partition is read again; the consumer is Kafka's own mock. See OlderKafkaIT for a real broker. */
class ClassicTasksTest {
    private static final String TOPIC = "slices";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final Member member = new Member();
    private final ClassicTasks tasks = new ClassicTasks(member, TOPIC);

    @BeforeEach
    void join() {
        tasks.open();
        member.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        member.rebalance(List.of(FIRST, SECOND));
    }

    @Test
    void acceptanceIsTheCommitOfTheOffsetBehindTheTask() {
        holds(FIRST, 0, 1);
        holds(SECOND, 0);

        List<ConsumerRecord<byte[], byte[]>> taken = tasks.poll();
        taken.forEach(tasks::accept);

        assertThat(tasks.settle()).isEqualTo(taken).hasSize(3);
        assertThat(committed()).isEqualTo(Map.of(FIRST, 2L, SECOND, 1L));
    }

    /** A record of a transaction's commit lies between two tasks, so offsets aren't dense. */
    @Test
    void offsetsMayHaveGaps() {
        holds(FIRST, 3, 7);

        tasks.poll().forEach(tasks::accept);

        assertThat(tasks.settle()).hasSize(2);
        assertThat(committed()).isEqualTo(Map.of(FIRST, 8L));
    }

    @Test
    void aReleasedTaskIsReadAgainWithAllThatFollowsItInItsPartition() {
        holds(FIRST, 0, 1, 2);
        holds(SECOND, 0);

        for (ConsumerRecord<byte[], byte[]> record : tasks.poll()) {
            if (record.partition() == 0 && record.offset() == 1) {
                tasks.release(record);
            } else {
                tasks.accept(record);
            }
        }

        assertThat(tasks.settle()).extracting(record -> record.partition() + "@" + record.offset()).containsExactlyInAnyOrder("0@0", "1@0");
        assertThat(committed()).isEqualTo(Map.of(FIRST, 1L, SECOND, 1L));
        assertThat(member.position(FIRST)).isEqualTo(1);
        assertThat(member.position(SECOND)).isEqualTo(1);
    }

    @Test
    void aTaskThatCanNotBeReadDoesNotHoldUpItsPartition() {
        holds(FIRST, 0, 1);

        List<ConsumerRecord<byte[], byte[]>> taken = tasks.poll();
        tasks.refuse(taken.getFirst());
        tasks.accept(taken.getLast());

        assertThat(tasks.settle()).containsExactly(taken.getLast());
        assertThat(committed()).isEqualTo(Map.of(FIRST, 2L));
    }

    @Test
    void whatIsTakenWhileTheGroupIsDividedAnewIsNotAcceptedAndReadAgainAfterwards() {
        holds(FIRST, 0);
        member.refusal = new RebalanceInProgressException("joining");
        tasks.poll().forEach(tasks::accept);

        assertThat(tasks.settle()).isEmpty();
        assertThat(member.position(FIRST)).isZero();

        holds(FIRST, 0);
        assertThat(tasks.poll()).as("no task while commits are refused").isEmpty();
        assertThat(member.polls).as("but the group goes on by polls").isEqualTo(2);

        member.refusal = null;
        member.rebalance(List.of(FIRST));
        member.rebalance(List.of(FIRST, SECOND));
        holds(FIRST, 0);
        tasks.poll().forEach(tasks::accept);
        assertThat(tasks.settle()).hasSize(1);
    }

    /** It was frozen, and its partitions have gone to others. */
    @Test
    void aWorkerThatIsNoLongerAMemberAcceptsNothing() {
        holds(FIRST, 0);
        tasks.poll().forEach(tasks::accept);
        member.refusal = new CommitFailedException();

        assertThat(tasks.settle()).isEmpty();
        assertThat(committed()).isEmpty();
    }

    @Test
    void whenNobodyAnswersTheCommitTheTasksAreReadAgain() {
        holds(FIRST, 0, 1);
        tasks.poll().forEach(tasks::accept);
        member.refusal = new TimeoutException("no coordinator");

        assertThatThrownBy(tasks::settle).isInstanceOf(TimeoutException.class);
        tasks.poll();

        assertThat(member.position(FIRST)).isZero();
    }

    @Test
    void aPollThatWasNeverSettledGivesItsTasksBack() {
        holds(FIRST, 0, 1);
        tasks.poll();

        tasks.idle();

        assertThat(member.position(FIRST)).isZero();
    }

    @Test
    void whileNothingIsWantedTheMemberPollsAndGetsNothing() {
        holds(FIRST, 0);

        tasks.idle();

        assertThat(member.polls).isEqualTo(1);
        assertThat(member.paused()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(tasks.poll()).hasSize(1);
        assertThat(member.paused()).isEmpty();
    }

    @Test
    void partitionsThatComeWhileNothingIsWantedRestToo() {
        member.rebalance(List.of(FIRST));
        member.schedulePollTask(() -> {
            member.rebalance(List.of(FIRST, SECOND));
            holds(SECOND, 0);
        });

        tasks.idle();

        assertThat(member.paused()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(tasks.poll()).hasSize(1);
    }

    private void holds(TopicPartition partition, long... offsets) {
        Arrays.stream(offsets)
                .forEach(offset -> member
                        .addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0])));
    }

    private Map<TopicPartition, Long> committed() {
        return member.committed(Set.of(FIRST, SECOND))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** A member of the group whose commits the test may refuse. */
    private static final class Member extends MockConsumer<byte[], byte[]> {
        private @Nullable KafkaException refusal;
        private int polls;

        Member() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            polls++;
            return super.poll(timeout);
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            if (refusal != null) {
                throw refusal;
            }
            super.commitSync(offsets, timeout);
        }
    }
}
