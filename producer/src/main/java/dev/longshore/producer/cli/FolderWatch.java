package dev.longshore.producer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Looks at folders again and again and passes on each version of a file once, when it has stayed as it is for a while. It looks for itself: notifications of the system don't reach over
 * network mounts. Remembers size and time of every file that is there.
 */
final class FolderWatch {
    private record Version(long size, Instant changedAt) {}

    private record Sighting(Version version, Instant since, boolean passedOn) {}

    private final List<Folder> folders;
    private final Duration settle;
    private final Map<Path, Sighting> sightings = new HashMap<>();

    FolderWatch(List<Folder> folders, Duration settle) {
        this.folders = folders;
        this.settle = settle;
    }

    /**
     * Looks once.
     *
     * @param complete is told each file that has settled since the last look
     */
    void look(Instant now, Folder.Found complete, BiConsumer<Path, String> problem) throws IOException {
        Set<Path> there = new HashSet<>();
        for (Folder folder : folders) {
            folder.visit((file, attributes) -> {
                there.add(file);
                see(file, attributes, now, complete);
            }, problem);
        }
        sightings.keySet().retainAll(there);
    }

    private void see(Path file, BasicFileAttributes attributes, Instant now, Folder.Found complete) throws IOException {
        Version version = new Version(attributes.size(), attributes.lastModifiedTime().toInstant());
        Sighting known = sightings.get(file);
        Sighting current = known == null || !known.version.equals(version) ? new Sighting(version, now, false) : known;
        boolean settled = !now.isBefore(current.since.plus(settle));
        if (settled && !current.passedOn) {
            complete.accept(file, attributes);
            current = new Sighting(version, current.since, true);
        }
        sightings.put(file, current);
    }
}
