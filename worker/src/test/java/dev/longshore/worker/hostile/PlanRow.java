package dev.longshore.worker.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.plan.PlannedUnit;
import dev.longshore.worker.plan.Planner;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A size that can't be uploaded in a test: only its plan is looked at.
 *
 * @param parts how many there must be; 0 if the file must be refused
 * @param partMib MiB of each but the last
 */
record PlanRow(String what, long bytes, int parts, long partMib) {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /** Where the parts begin to grow, where their number does again, COS's limit of parts, and its limit of all. */
    static List<PlanRow> all() {
        long comfortable = 2_000 * 8 * MIB;
        long gib = 2_000 * GIB;
        long parts = 10_000 * GIB;
        long most = 10_000 * 5 * GIB;
        return List.of(
                new PlanRow("2,000 × 8 MiB − 1", comfortable - 1, 2_000, 8),
                new PlanRow("2,000 × 8 MiB", comfortable, 2_000, 8),
                new PlanRow("2,000 × 8 MiB + 1", comfortable + 1, 1_778, 9),
                new PlanRow("2,000 × 1 GiB − 1", gib - 1, 2_000, 1_024),
                new PlanRow("2,000 × 1 GiB", gib, 2_000, 1_024),
                new PlanRow("2,000 × 1 GiB + 1", gib + 1, 2_001, 1_024),
                new PlanRow("10,000 × 1 GiB − 1", parts - 1, 10_000, 1_024),
                new PlanRow("10,000 × 1 GiB", parts, 10_000, 1_024),
                new PlanRow("10,000 × 1 GiB + 1", parts + 1, 9_991, 1_025),
                new PlanRow("10,000 × 5 GiB − 1", most - 1, 10_000, 5_120),
                new PlanRow("10,000 × 5 GiB", most, 10_000, 5_120),
                new PlanRow("10,000 × 5 GiB + 1", most + 1, 0, 0),
                new PlanRow("2⁶³ − 1", Long.MAX_VALUE, 0, 0));
    }

    /** The row's line on the page; fails unless the plan is the expected one. */
    String line() throws StepException {
        return "| " + what + " | " + String.format(Locale.ROOT, "%,d", bytes) + " | " + (parts == 0 ? refusal() : plan()) + " |";
    }

    private String refusal() {
        Failure failure = catchThrowableOfType(StepException.class, () -> Planner.plan(bytes, OptionalLong.empty())).failure();
        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_TOO_LARGE.code());
        assertThat(failure.field()).isEqualTo("mediaFilePath");
        assertThat(failure.message()).contains(bytes + " bytes", "at most " + 10_000 * 5 * GIB);
        return "`" + failure.code() + "`, field `" + failure.field() + "`: “" + failure.message() + "”";
    }

    private String plan() throws StepException {
        UploadPlan plan = Planner.plan(bytes, OptionalLong.empty());
        PlannedUnit first = plan.unit(0);
        PlannedUnit last = plan.unit(plan.units() - 1);
        assertThat(plan.units()).isEqualTo(parts);
        assertThat(first.length()).isEqualTo(partMib * MIB);
        assertThat(last.partNumber()).isEqualTo(parts);
        assertThat(last.offset()).isEqualTo((parts - 1) * partMib * MIB);
        assertThat(last.length()).isEqualTo(bytes - last.offset()).isBetween(1L, partMib * MIB);
        String rest = last.length() == first.length() ? "" : String.format(Locale.ROOT, ", the last of %,d bytes", last.length());
        return String.format(Locale.ROOT, "%,d parts of %,d MiB", plan.units(), partMib) + rest;
    }
}
