package dev.longshore.worker.plan;

import static dev.longshore.worker.plan.Planner.FILE_MOST;
import static dev.longshore.worker.plan.Planner.GIB;
import static dev.longshore.worker.plan.Planner.MIB;
import static dev.longshore.worker.plan.Planner.PARTS_COMFORTABLE;
import static dev.longshore.worker.plan.Planner.PARTS_MOST;
import static dev.longshore.worker.plan.Planner.PART_COMFORTABLE;
import static dev.longshore.worker.plan.Planner.PART_LEAST;
import static dev.longshore.worker.plan.Planner.PART_MOST;
import static dev.longshore.worker.plan.Planner.PUT_MOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.plan.PlannedObject.Kind;
import dev.longshore.worker.step.PartedObject;
import dev.longshore.worker.step.StepException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    /** Every place where a rule begins or ends, one byte below and above it, and random sizes of every magnitude. */
    static LongStream sizes() {
        LongStream corners = LongStream.of(
                1,
                MIB,
                PART_LEAST,
                PUT_MOST,
                3 * PART_LEAST,
                PART_LEAST * PARTS_COMFORTABLE,
                PART_LEAST * PARTS_MOST,
                (PART_LEAST + MIB) * PARTS_COMFORTABLE,
                PART_COMFORTABLE * PARTS_COMFORTABLE,
                PART_COMFORTABLE * PARTS_MOST,
                (PART_COMFORTABLE + MIB) * PARTS_MOST,
                (PART_MOST - MIB) * PARTS_MOST,
                FILE_MOST)
                .flatMap(corner -> LongStream.of(corner - 1, corner, corner + 1))
                .filter(size -> size >= 1 && size <= FILE_MOST);
        Random random = new Random(20261101);
        LongStream anything = LongStream.range(0, 400).map(i -> 1 + (random.nextLong() >>> 1) % Math.min(FILE_MOST, 1L << (5 + i % 42)));
        return LongStream.concat(corners, anything);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void coversEveryByteOnceWithinTheLimitsOfCos(long size) throws StepException {
        UploadPlan plan = Planner.plan(size, OptionalLong.empty());
        PlannedObject media = plan.media();
        assertThat(plan.units()).isBetween(1, PARTS_MOST);
        long next = 0;
        for (int i = 0; i < plan.units(); i++) {
            PlannedUnit unit = plan.unit(i);
            if (unit.index() != i || unit.offset() != next || unit.length() < 1 || unit.length() > PART_MOST) {
                throw new AssertionError("unit " + i + " of " + size + " bytes: " + unit);
            }
            next += unit.length();
        }
        assertThat(next).isEqualTo(size).isEqualTo(plan.bytes());
        assertThat(media.multipart()).isEqualTo(size > PUT_MOST);
        if (media.multipart()) {
            assertThat(media.partBytes() % MIB).isZero();
            assertThat(media.partBytes()).isBetween(PART_LEAST, PART_MOST);
            assertThat(plan.unit(0).partNumber()).isEqualTo(1);
            assertThat(plan.unit(plan.units() - 1).partNumber()).isEqualTo(plan.units());
            assertThat(media.partBytes() <= PART_COMFORTABLE && size <= PART_COMFORTABLE * PARTS_COMFORTABLE)
                    .as("few parts while they can be of a comfortable size")
                    .isEqualTo(plan.units() <= PARTS_COMFORTABLE);
        } else {
            assertThat(plan.unit(0).partNumber()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100 * MIB, 20 * GIB})
    void putsTheCoverBehindTheMediaAsOneUnit(long mediaBytes) throws StepException {
        UploadPlan plan = Planner.plan(mediaBytes, OptionalLong.of(12_345));
        PlannedUnit cover = plan.unit(plan.units() - 1);
        assertThat(plan.units()).isEqualTo(plan.media().units() + 1);
        assertThat(cover.object().kind()).isEqualTo(PlannedObject.Kind.COVER);
        assertThat(cover).isEqualTo(new PlannedUnit(plan.units() - 1, plan.objects().get(1), 0, 0, 12_345));
        assertThat(plan.bytes()).isEqualTo(mediaBytes + 12_345);
        assertThat(plan.summary("f").mediaBytes()).isEqualTo(mediaBytes);
    }

    @Test
    void knownSizesKeepTheirPlans() throws StepException {
        assertThat(Planner.plan(PUT_MOST + 1, OptionalLong.empty()).units()).isEqualTo(3);
        assertThat(Planner.plan(GIB, OptionalLong.empty()).units()).isEqualTo(128);
        assertThat(Planner.plan(100 * GIB, OptionalLong.empty()).media().partBytes()).isEqualTo(52 * MIB);
        assertThat(Planner.plan(GIB, OptionalLong.of(5)).digest())
                .isEqualTo("d490702170884d96e924f634d20e31e2a8d2de2d128eee854e4f7ac0fee61eff");
    }

    @Test
    void refusesWhatCosCannotHold() {
        StepException media = catchThrowableOfType(StepException.class, () -> Planner.plan(FILE_MOST + 1, OptionalLong.empty()));
        assertThat(media.failure().code()).isEqualTo(ErrorCode.SOURCE_TOO_LARGE.code());
        assertThat(media.failure().field()).isEqualTo("mediaFilePath");
        StepException cover = catchThrowableOfType(StepException.class, () -> Planner.plan(1, OptionalLong.of(PART_MOST + 1)));
        assertThat(cover.failure().field()).isEqualTo("coverFilePath");
    }

    @Test
    void hasADigestThatTellsPlansApart() throws StepException {
        String digest = Planner.plan(GIB, OptionalLong.empty()).digest();
        assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(Planner.plan(GIB, OptionalLong.empty()).digest());
        assertThat(digest).isNotEqualTo(Planner.plan(GIB + 1, OptionalLong.empty()).digest());
        assertThat(digest).isNotEqualTo(Planner.plan(GIB, OptionalLong.of(1)).digest());
    }

    @Test
    void refusesAUnitThatItDoesNotHave() throws StepException {
        UploadPlan plan = Planner.plan(GIB, OptionalLong.of(1));
        assertThatThrownBy(() -> plan.unit(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> plan.unit(129)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aBundlesFilesFollowTheManifestAndTheCover() throws StepException {
        UploadPlan plan = Planner.plan(
                700, OptionalLong.of(50), List.of(new BundledFile("a.ts", PUT_MOST), new BundledFile("sub/b.mp4", PUT_MOST + 1)));
        assertThat(plan.objects()).extracting(PlannedObject::kind).containsExactly(Kind.MEDIA, Kind.COVER, Kind.BUNDLED, Kind.BUNDLED);
        assertThat(plan.objects()).extracting(PlannedObject::units).containsExactly(1, 1, 1, 3);
        assertThat(plan.objects().get(2).bare()).isTrue();
        assertThat(plan.objects().get(3).bare()).isFalse();
        assertThat(plan.bytes()).isEqualTo(750 + 2 * PUT_MOST + 1);
        assertThat(plan.unit(5)).isEqualTo(new PlannedUnit(5, plan.objects().get(3), 3, 2 * PART_LEAST, 1));
        assertThat(plan.summary("f").parted()).containsExactly(new PartedObject(3, PUT_MOST + 1, PART_LEAST, 3));
        assertThat(plan.summary("f").mediaBytes()).isEqualTo(700);
    }

    @Test
    void aBundleOfOtherNamesIsAnotherPlan() throws StepException {
        UploadPlan one = Planner.plan(700, OptionalLong.empty(), List.of(new BundledFile("a.ts", 5)));
        UploadPlan other = Planner.plan(700, OptionalLong.empty(), List.of(new BundledFile("b.ts", 5)));
        assertThat(one.digest()).isNotEqualTo(other.digest());
    }

    @Test
    void theReceiptsOfALargeBundleStayFew() throws StepException {
        List<BundledFile> large = IntStream.range(0, 60).mapToObj(i -> new BundledFile(i + ".mp4", 20 * GIB)).toList();
        int parts = Planner.plan(700, OptionalLong.empty(), large)
                .objects()
                .stream()
                .filter(PlannedObject::multipart)
                .mapToInt(PlannedObject::units)
                .sum();
        assertThat(parts).isBetween(PARTS_COMFORTABLE / 2, PARTS_COMFORTABLE + large.size());

        List<BundledFile> many = IntStream.range(0, 20_000).mapToObj(i -> new BundledFile(i + ".ts", (i % 50) * MIB + 1)).toList();
        UploadPlan plan = Planner.plan(700, OptionalLong.empty(), many);
        assertThat(plan.summary("f").parted()).isEmpty();
        assertThat(plan.units()).isEqualTo(20_001);
        assertThat(plan.unit(20_000).object().path()).isEqualTo("19999.ts");
    }

    @Test
    void aBundledFileTooLargeIsNamed() {
        StepException thrown = catchThrowableOfType(
                StepException.class,
                () -> Planner.plan(700, OptionalLong.empty(), List.of(new BundledFile("sub/huge.mp4", FILE_MOST + 1))));
        assertThat(thrown.failure().code()).isEqualTo(ErrorCode.SOURCE_TOO_LARGE.code());
        assertThat(thrown.failure().field()).isEqualTo("mediaFilePath");
        assertThat(thrown.failure().message()).startsWith("sub/huge.mp4 has ");
    }
}
