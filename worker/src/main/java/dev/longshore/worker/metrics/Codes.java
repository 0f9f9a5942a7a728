package dev.longshore.worker.metrics;

import dev.longshore.outcome.ErrorCategory;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.fault.ErrorTable;
import dev.longshore.worker.step.Failure;
import java.util.Locale;
import java.util.Optional;

/** Codes as label values: those that this version knows, so that nobody outside decides how many series there are. */
final class Codes {
    static final String NONE = "none";
    static final String OTHER = "other";

    private Codes() {}

    static String known(String code) {
        return ErrorCode.known(code).map(ErrorCode::code).orElse(OTHER);
    }

    static String category(ErrorCategory category) {
        return category.name().toLowerCase(Locale.ROOT);
    }

    /** The row of the table that the service's code falls under; without such a code Longshore's own. */
    static String ofService(ErrorTable table, Failure failure) {
        return Optional.ofNullable(failure.serviceCode())
                .map(code -> table.find(code).map(rule -> rule.serviceCode()).orElse(OTHER))
                .orElseGet(() -> known(failure.code()));
    }

    /** Who ended a call that failed. */
    static String callOutcome(Failure failure) {
        if (failure.serviceCode() != null) {
            return "refused";
        }
        return switch (failure.category()) {
            case SOURCE -> "source";
            case INTEGRITY -> "integrity";
            case INTERNAL -> "error";
            case JOB, CREDENTIALS, QUOTA, SERVICE, CANCELLED, UNKNOWN -> "unanswered";
        };
    }
}
