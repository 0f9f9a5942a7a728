package dev.longshore.worker.uploader;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.plan.FileTypes;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.plan.Planner;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.source.SourceFile;
import dev.longshore.worker.source.SourceStorage;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.MediaTypes;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A job's files while a slice has them open. */
final class Sources implements AutoCloseable {
    private static final String MEDIA_FIELD = "mediaFilePath";
    private static final String COVER_FIELD = "coverFilePath";

    private final SourceFile media;
    private final @Nullable SourceFile cover;

    private Sources(SourceFile media, @Nullable SourceFile cover) {
        this.media = media;
        this.cover = cover;
    }

    static Sources open(SourceStorage storage, UploadJob job) throws StepException {
        SourceFile media = storage.open(job.mediaFilePath(), MEDIA_FIELD);
        String coverPath = job.coverFilePath();
        if (coverPath == null) {
            return new Sources(media, null);
        }
        try {
            return new Sources(media, storage.open(coverPath, COVER_FIELD));
        } catch (StepException | RuntimeException e) {
            media.close();
            throw e;
        }
    }

    UploadPlan plan() throws StepException {
        return Planner.plan(media.size(), cover == null ? OptionalLong.empty() : OptionalLong.of(cover.size()));
    }

    MediaTypes types(UploadJob job) throws StepException {
        return FileTypes.of(job, media.name(), cover == null ? null : cover.name());
    }

    /** A file for as long as one unit of it is sent. */
    Lent lend(PlannedObject object) throws StepException {
        return switch (object.kind()) {
            case MEDIA -> new Lent(media, false);
            case COVER -> new Lent(Objects.requireNonNull(cover), false);
            case BUNDLED -> throw new IllegalStateException("no bundle was read: " + object);
        };
    }

    /**
     * @param own whether it was opened for this borrower alone
     */
    record Lent(SourceFile file, boolean own) implements AutoCloseable {
        @Override
        public void close() {
            if (own) {
                file.close();
            }
        }
    }

    static String field(PlannedObject object) {
        return switch (object.kind()) {
            case MEDIA, BUNDLED -> MEDIA_FIELD;
            case COVER -> COVER_FIELD;
        };
    }

    /** The versions of all files. */
    String fingerprint() {
        return cover == null ? media.fingerprint() : media.fingerprint() + "|" + cover.fingerprint();
    }

    void requireUnchanged() throws StepException {
        media.requireUnchanged(media.fingerprint());
        if (cover != null) {
            cover.requireUnchanged(cover.fingerprint());
        }
    }

    @Override
    public void close() {
        try {
            media.close();
        } finally {
            if (cover != null) {
                cover.close();
            }
        }
    }
}
