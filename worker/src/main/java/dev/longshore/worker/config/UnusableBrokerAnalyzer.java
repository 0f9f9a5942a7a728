package dev.longshore.worker.config;

import dev.longshore.worker.broker.UnusableBrokerException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows an unusable Kafka as a message instead of a stack trace. */
class UnusableBrokerAnalyzer extends AbstractFailureAnalyzer<UnusableBrokerException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableBrokerException cause) {
        return new FailureAnalysis(cause.getMessage(), "See the message above; the worker did not start and lost nothing.", cause);
    }
}
