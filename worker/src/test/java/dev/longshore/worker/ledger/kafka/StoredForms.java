package dev.longshore.worker.ledger.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Moments;
import dev.longshore.worker.ledger.Origin;
import dev.longshore.worker.ledger.Phase;
import dev.longshore.worker.ledger.Stop;
import dev.longshore.worker.ledger.Tries;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One of each kind of what this version keeps in its stores and sends to itself, with everything in it that can be in it. */
enum StoredForms {
    /** The store of jobs, and its changelog topic: a record in each phase with all that it may hold, and one with the least. */
    RECORDS {
        @Override
        List<byte[]> written() {
            List<byte[]> all = new ArrayList<>();
            Arrays.stream(Phase.values()).filter(phase -> phase != Phase.ABSENT).forEach(phase -> all.add(StoreCodec.write(full(phase))));
            all.add(StoreCodec.write(least()));
            return all;
        }

        @Override
        byte[] again(byte[] stored) {
            return StoreCodec.write(StoreCodec.readRecord(stored).checked());
        }
    },
    /** The topic of admitted jobs. */
    ADMITTED {
        @Override
        List<byte[]> written() {
            Filled filled = new Filled();
            Origin origin = filled.of(Origin.class);
            return List.of(
                    StoreCodec.write(AdmittedJob.of(filled.of(UploadJob.class), origin)),
                    StoreCodec.write(AdmittedJob.of(filled.of(CancelRequest.class), origin, filled.of(RejectedRecord.class))));
        }

        @Override
        byte[] again(byte[] stored) {
            return StoreCodec.write(StoreCodec.readAdmitted(stored));
        }
    },
    /** The topics of tasks. */
    TASKS {
        @Override
        List<byte[]> written() {
            return kinds(Task.class).map(kind -> StepCodec.write((Task) new Filled().of(kind))).toList();
        }

        @Override
        byte[] again(byte[] stored) {
            return StepCodec.write(StepCodec.readTask(stored));
        }
    },
    /** The topic of reports. */
    REPORTS {
        @Override
        List<byte[]> written() {
            return kinds(Report.class).map(kind -> StepCodec.write((Report) new Filled().of(kind))).toList();
        }

        @Override
        byte[] again(byte[] stored) {
            return StepCodec.write(StepCodec.readReport(stored));
        }
    };

    /** As this version writes them. */
    abstract List<byte[]> written();

    /** Read and written again. */
    abstract byte[] again(byte[] stored);

    String file() {
        return name().toLowerCase(Locale.ROOT) + ".jsonl";
    }

    String lines() {
        StringBuilder lines = new StringBuilder();
        written().forEach(form -> lines.append(new String(form, UTF_8)).append('\n'));
        return lines.toString();
    }

    private static Stream<Class<? extends Record>> kinds(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).map(kind -> kind.asSubclass(Record.class));
    }

    private static JobRecord full(Phase phase) {
        Filled filled = new Filled();
        return new JobRecord(
                filled.of(UploadJob.class), filled.of(Origin.class), phase, 3, 40, filled.of(Tries.class), filled.of(Checkpoint.class),
                tasks(filled, phase), 5_000_000_000L, 6, 7, filled.of(Moments.class), Instant.parse("2026-01-05T09:00:00.001Z"),
                filled.of(Failure.class), Instant.parse("2026-01-05T09:00:00Z"),
                phase == Phase.SUCCEEDED ? filled.of(UploadResult.class) : null,
                phase == Phase.FAILED || phase == Phase.CANCELLED ? filled.of(UploadError.class) : null,
                phase == Phase.STOPPING ? new Stop(Phase.FAILED, filled.of(Failure.class), 2) : null);
    }

    /** One of each kind that the phase allows. */
    private static List<InFlight> tasks(Filled filled, Phase phase) {
        Map<InFlight.Kind, InFlight> tasks = new EnumMap<>(InFlight.Kind.class);
        for (InFlight.Kind kind : InFlight.Kind.values()) {
            InFlight any = filled.of(InFlight.class);
            if (!phase.ended() || kind == InFlight.Kind.ABORT || kind == InFlight.Kind.STRAY) {
                tasks.put(kind, new InFlight(
                        any.id(), kind, any.range(), any.session(), any.reissues(), any.issuedAt(), any.worker(), any.heardAt(),
                        any.probedAt(),
                        any.bytesSent(), any.bytesDone()));
            }
        }
        return List.copyOf(tasks.values());
    }

    private static JobRecord least() {
        Instant at = Instant.parse("2026-01-05T08:00:00Z");
        return new JobRecord(
                UploadJob.of("clip", "/media/clip.mp4"), new Origin(at, Map.of()), Phase.SCHEDULED, 1, 0, new Tries(1, 0, 0, null), null,
                List.of(),
                0, 0, 0, new Moments(at, null, null, null, null), at.plusSeconds(60), null, at.plusSeconds(60), null, null, null);
    }
}
