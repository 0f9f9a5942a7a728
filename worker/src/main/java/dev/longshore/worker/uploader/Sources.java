package dev.longshore.worker.uploader;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.bundle.Bundle;
import dev.longshore.worker.bundle.BundleMember;
import dev.longshore.worker.bundle.BundleReader;
import dev.longshore.worker.bundle.ManifestNames;
import dev.longshore.worker.manifest.ManifestType;
import dev.longshore.worker.plan.BundledFile;
import dev.longshore.worker.plan.FileTypes;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.plan.Planner;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.source.SourceFile;
import dev.longshore.worker.source.SourceStorage;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A job's files while a slice has them open. */
final class Sources implements AutoCloseable {
    private static final String MEDIA_FIELD = "mediaFilePath";
    private static final String COVER_FIELD = "coverFilePath";

    private final SourceFile media;
    private final @Nullable SourceFile cover;
    private final MediaTypes types;
    private final Bundle bundle;
    private final SourceStorage storage;

    private Sources(SourceStorage storage, SourceFile media, @Nullable SourceFile cover, MediaTypes types, Bundle bundle) {
        this.storage = storage;
        this.media = media;
        this.cover = cover;
        this.types = types;
        this.bundle = bundle;
    }

    /** @param names tells what a bundle's manifests name */
    static Sources open(SourceStorage storage, ManifestNames names, UploadJob job) throws StepException {
        List<SourceFile> opened = new ArrayList<>();
        try {
            SourceFile media = storage.open(job.mediaFilePath(), MEDIA_FIELD);
            opened.add(media);
            String coverPath = job.coverFilePath();
            SourceFile cover = null;
            if (coverPath != null) {
                cover = storage.open(coverPath, COVER_FIELD);
                opened.add(cover);
            }
            MediaTypes types = FileTypes.of(job, media.name(), cover == null ? null : cover.name());
            Bundle bundle = bundle(new BundleReader(storage, names, job), job, media, types);
            return new Sources(storage, media, cover, types, bundle);
        } catch (StepException | RuntimeException e) {
            opened.forEach(SourceFile::close);
            throw e;
        }
    }

    private static Bundle bundle(BundleReader reader, UploadJob job, SourceFile media, MediaTypes types) throws StepException {
        Optional<ManifestType> manifest = FileTypes.manifest(types);
        return manifest.isPresent() ? reader.read(job.mediaFilePath(), media, manifest.get()) : Bundle.NONE;
    }

    UploadPlan plan() throws StepException {
        List<BundledFile> bundled =
                bundle.members().stream().map(member -> new BundledFile(member.path(), member.version().size())).toList();
        return Planner.plan(media.size(), cover == null ? OptionalLong.empty() : OptionalLong.of(cover.size()), bundled);
    }

    MediaTypes types() {
        return types;
    }

    /** A file for as long as one unit of it is sent. */
    Lent lend(PlannedObject object) throws StepException {
        return switch (object.kind()) {
            case MEDIA -> new Lent(media, false);
            case COVER -> new Lent(Objects.requireNonNull(cover), false);
            case BUNDLED -> new Lent(open(bundle.members().get(object.number() - (cover == null ? 1 : 2))), true);
        };
    }

    /** One of a bundle's many files is only open while it is sent. */
    private SourceFile open(BundleMember member) throws StepException {
        SourceFile file = storage.open(member.source(), MEDIA_FIELD);
        try {
            file.requireUnchanged(member.version().fingerprint());
            return file;
        } catch (StepException | RuntimeException e) {
            file.close();
            throw e;
        }
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
        String files = cover == null ? media.fingerprint() : media.fingerprint() + "|" + cover.fingerprint();
        return bundle.members().isEmpty() ? files : files + "|" + bundle.fingerprint();
    }

    /** Of a bundle only the manifest: its files were each looked at when they were sent. */
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
