package dev.longshore.worker.bundle;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.manifest.InvalidManifestException;
import dev.longshore.worker.manifest.ManifestParser;
import dev.longshore.worker.manifest.ManifestType;
import dev.longshore.worker.manifest.Reference;
import dev.longshore.worker.source.SourceFile;
import dev.longshore.worker.source.SourceStorage;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Follows a manifest to all its files and looks at each. Thread-safe.
 *
 * <p>At most {@value #MOST_FILES} files in at most {@value #MOST_PLAYLISTS} playlists; a playlist that another one names is a media playlist. An
 * optional file is a member if it exists.
 */
public final class BundleReader {
    public static final int MOST_FILES = 100_000;
    public static final int MOST_PLAYLISTS = 1_000;

    private static final String FIELD = "mediaFilePath";

    private final SourceStorage storage;
    private final ManifestNames names;
    private final UploadJob job;

    public BundleReader(SourceStorage storage, ManifestNames names, UploadJob job) {
        this.storage = storage;
        this.names = names;
        this.job = job;
    }

    /**
     * @param path the manifest's, as the job names it
     * @param manifest the same, open
     * @param type what it is written in
     * @throws StepException {@code Source.ManifestInvalid}, or what is wrong with a file that it names; always with the manifest's line
     */
    public Bundle read(String path, SourceFile manifest, ManifestType type) throws StepException {
        return new Walk(path, type).run(manifest);
    }

    /** A name of a file, and where it stands. */
    private record Mention(String playlist, Reference reference) {
        @Override
        public String toString() {
            return reference.line() > 0 ? playlist + " line " + reference.line() : playlist;
        }
    }

    private final class Walk {
        private final String folder;
        private final String name;
        private final ManifestType type;
        private final Map<String, Mention> mentions = new TreeMap<>();

        Walk(String path, ManifestType type) {
            this.type = type;
            int cut = Math.max(path.lastIndexOf('/'), path.startsWith("/") ? -1 : path.indexOf(':')) + 1;
            this.folder = path.substring(0, cut);
            this.name = path.substring(cut);
        }

        Bundle run(SourceFile manifest) throws StepException {
            List<Mention> playlists = new ArrayList<>();
            for (Reference reference : parse(type, name, manifest)) {
                Mention mention = new Mention(name, reference);
                add(reference.path(), mention);
                if (reference.kind() == Reference.Kind.MANIFEST) {
                    playlists.add(mention);
                }
            }
            if (playlists.size() > MOST_PLAYLISTS) {
                throw invalid(name + " names " + playlists.size() + " playlists; at most " + MOST_PLAYLISTS + " are followed");
            }
            for (Mention playlist : playlists) {
                follow(playlist);
            }
            return look();
        }

        private void follow(Mention mention) throws StepException {
            String path = mention.reference().path();
            String below = path.substring(0, path.lastIndexOf('/') + 1);
            try (SourceFile playlist = open(mention)) {
                for (Reference reference : parse(type, path, playlist)) {
                    if (reference.kind() == Reference.Kind.MANIFEST) {
                        throw invalid(path + " line " + reference.line() + ": names a playlist, but is named by " + mention
                                + "; a master playlist names media playlists only");
                    }
                    add(below + reference.path(), new Mention(path, reference));
                }
            }
        }

        private void add(String path, Mention mention) throws StepException {
            if (path.equals(name)) {
                throw invalid(mention + ": names the manifest itself");
            }
            int bytes = path.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > Reference.PATH_MOST_BYTES) {
                throw invalid(mention + ": with its playlist's folder a path of " + bytes + " bytes; at most "
                        + Reference.PATH_MOST_BYTES + " are possible");
            }
            mentions.putIfAbsent(path, mention);
            if (mentions.size() > MOST_FILES) {
                throw invalid(mention + ": one file too many; a bundle has at most " + MOST_FILES);
            }
        }

        private Bundle look() throws StepException {
            List<BundleMember> members = new ArrayList<>(mentions.size());
            for (Map.Entry<String, Mention> entry : mentions.entrySet()) {
                String source = folder + entry.getKey();
                try {
                    members.add(new BundleMember(entry.getKey(), source, storage.look(source, FIELD)));
                } catch (StepException e) {
                    if (!isMissingOption(entry.getValue(), e)) {
                        throw mentioned(entry.getValue(), e);
                    }
                }
            }
            return new Bundle(members);
        }

        private SourceFile open(Mention mention) throws StepException {
            try {
                return storage.open(folder + mention.reference().path(), FIELD);
            } catch (StepException e) {
                throw mentioned(mention, e);
            }
        }
    }

    private List<Reference> parse(ManifestType type, String name, SourceFile file) throws StepException {
        if (file.size() > ManifestParser.MOST_BYTES) {
            throw invalid(name + " has " + file.size() + " bytes; a manifest has at most " + ManifestParser.MOST_BYTES);
        }
        try (InputStream in = file.body(0, file.size(), _ -> {}).open()) {
            byte[] content = in.readAllBytes();
            file.requireUnchanged(file.fingerprint());
            return names.of(job, type, name, content);
        } catch (InvalidManifestException e) {
            throw invalid(name + " " + e.getMessage());
        } catch (IOException e) {
            ErrorCode code = ErrorCode.SOURCE_UNREADABLE;
            throw new StepException(
                    new Failure(code.code(), code.category(), Remedy.RETRY, name + ": " + e.getMessage(), FIELD, null, null, null), e);
        }
    }

    private static boolean isMissingOption(Mention mention, StepException thrown) {
        return mention.reference().kind() == Reference.Kind.OPTIONAL
                && thrown.failure().code().equals(ErrorCode.SOURCE_NOT_FOUND.code());
    }

    private static StepException mentioned(Mention mention, StepException thrown) {
        Failure f = thrown.failure();
        return new StepException(
                new Failure(f.code(), f.category(), f.remedy(), mention + ": " + f.message(), f.field(), null, null, null), thrown);
    }

    private static StepException invalid(String problem) {
        return new StepException(Failure.ofField(ErrorCode.MANIFEST_INVALID, FIELD, problem));
    }
}
