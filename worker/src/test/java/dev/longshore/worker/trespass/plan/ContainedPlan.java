package dev.longshore.worker.trespass.plan;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullMarked;
import org.springframework.core.env.Environment;

/** Can't be made without a container and a broker. */
@NullMarked
public record ContainedPlan(Environment environment, TopicPartition partition) {}
