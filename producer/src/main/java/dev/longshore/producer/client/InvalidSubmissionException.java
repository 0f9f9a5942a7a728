package dev.longshore.producer.client;

import dev.longshore.job.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** A job that workers would refuse; it was not sent. */
public final class InvalidSubmissionException extends RuntimeException {
    private final transient List<Violation> violations;

    public InvalidSubmissionException(List<Violation> violations) {
        super(violations.stream().map(violation -> violation.field() + " " + violation.problem()).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
