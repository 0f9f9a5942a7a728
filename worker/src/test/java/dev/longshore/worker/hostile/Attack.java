package dev.longshore.worker.hostile;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.testing.TransferMoments.When;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One row: a published record, what is done to the files meanwhile, and the outcome that there must be. */
final class Attack {
    static final String FILM = "films:film.mp4";
    static final String ID = "<id>";
    static final String FILMS = "<films>";

    private static final int BYTES = 1_000;

    /** Makes or changes files. */
    @FunctionalInterface
    interface FileAct {
        /** @param path the row's file; the folder {@code films} where a row has none of its own */
        void on(Path path) throws IOException;
    }

    /** When, in the transfer, the files are touched. */
    sealed interface Moment {
        FileAct act();

        /** @param everyTime or only the first time */
        record InTransfer(When when, String call, boolean everyTime, FileAct act) implements Moment {}

        /** While such a task is queued. */
        record InQueue(Predicate<Task> task, boolean everyTime, FileAct act) implements Moment {}
    }

    /** How it must end. */
    sealed interface Expected {
        /**
         * Never accepted.
         *
         * @param field absent where the record can't be read so far
         * @param words part of the message
         */
        record Refused(ErrorCode code, @Nullable String field, String words) implements Expected {}

        record Failed(ErrorCode code, String field, String words, int attempts, int sessions) implements Expected {}

        /**
         * @param before whether the stored bytes are the file's before the job, or those that it holds afterwards
         * @param requests what COS is asked in all; absent where that isn't the row's matter
         * @param shown what more the page says
         */
        record Media(int attempts, boolean before, @Nullable String requests, Map<String, String> shown) implements Expected {}
    }

    final String what;
    final Map<String, Object> fields = new LinkedHashMap<>(Map.of("mediaFilePath", FILM));
    byte @Nullable [] raw;
    int bytes = BYTES;
    boolean ownFile = true;
    boolean unitByUnit;
    FileAct prepare = path -> {};
    @Nullable Moment moment;
    private @Nullable Expected expected;

    private Attack(String what) {
        this.what = what;
    }

    static Attack of(String what) {
        return new Attack(what);
    }

    /** The record's bytes instead of a job's fields; {@link #ID} in it becomes the job's id. */
    Attack raw(byte[] value) {
        raw = value.clone();
        return this;
    }

    Attack with(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    /** The job names a file that is there. */
    Attack file(String path) {
        return with("mediaFilePath", path);
    }

    /** The job names a path at which nothing is made but by {@link #prepared}. */
    Attack path(@Nullable String path) {
        ownFile = false;
        return with("mediaFilePath", path);
    }

    Attack bytes(int count) {
        bytes = count;
        return this;
    }

    Attack prepared(FileAct act) {
        prepare = act;
        return this;
    }

    Attack unitByUnit() {
        unitByUnit = true;
        return this;
    }

    Attack once(When when, String call, FileAct act) {
        moment = new Moment.InTransfer(when, call, false, act);
        return this;
    }

    Attack everyTime(When when, String call, FileAct act) {
        moment = new Moment.InTransfer(when, call, true, act);
        return this;
    }

    Attack onceQueued(Predicate<Task> task, FileAct act) {
        moment = new Moment.InQueue(task, false, act);
        return this;
    }

    Attack wheneverQueued(Predicate<Task> task, FileAct act) {
        moment = new Moment.InQueue(task, true, act);
        return this;
    }

    Attack refused(ErrorCode code, @Nullable String field, String words) {
        return expect(new Expected.Refused(code, field, words));
    }

    Attack refused(String field, String words) {
        return refused(ErrorCode.INVALID_FIELD, field, words);
    }

    /** At once, before any session was opened. */
    Attack fails(ErrorCode code, String field, String words) {
        return fails(code, field, words, 1, 0);
    }

    Attack fails(ErrorCode code, String field, String words, int attempts, int sessions) {
        return expect(new Expected.Failed(code, field, words, attempts, sessions));
    }

    Attack becomesMedia() {
        return expect(new Expected.Media(1, false, null, Map.of()));
    }

    /** @param requests such as {@code 1 × PutObject} */
    Attack becomesMediaBy(String requests) {
        return expect(new Expected.Media(1, false, requests, Map.of()));
    }

    /** ApplyUpload must have carried this. */
    Attack becomesMediaWith(String parameter, String value) {
        return expect(new Expected.Media(1, false, null, Map.of(parameter, value)));
    }

    /** With the bytes that the file holds in the end. */
    Attack becomesMediaOfTheNewBytes() {
        return expect(new Expected.Media(2, false, null, Map.of()));
    }

    /** With the bytes that the file held in the beginning. */
    Attack becomesMediaOfTheOldBytes() {
        return expect(new Expected.Media(1, true, null, Map.of()));
    }

    private Attack expect(Expected outcome) {
        expected = outcome;
        return this;
    }

    Expected expected() {
        return Objects.requireNonNull(expected, () -> what + ": no outcome is expected");
    }
}
