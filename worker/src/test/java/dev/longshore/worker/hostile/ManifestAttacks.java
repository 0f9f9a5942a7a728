package dev.longshore.worker.hostile;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.manifest.HostileMpds;
import dev.longshore.worker.manifest.HostilePlaylists;
import java.nio.file.Files;
import java.util.List;

/** Manifests that can't be followed: the lists that the parser is held against, as jobs. */
final class ManifestAttacks {
    private ManifestAttacks() {}

    static List<Attack> playlists() {
        return jobs("index.m3u8", HostilePlaylists.all());
    }

    static List<Attack> mpds() {
        return jobs("index.mpd", HostileMpds.all());
    }

    /** @param file the manifest's name below the root */
    private static List<Attack> jobs(String file, List<HostilePlaylists.Case> rows) {
        return rows.stream().map(row -> {
            Attack attack = Attack.of(row.name()).path("films:" + file).prepared(films -> Files.write(films.resolve(file), row.content()));
            return row.content().length == 0
                    ? attack.fails(ErrorCode.SOURCE_EMPTY, "mediaFilePath", "is empty")
                    : attack.fails(ErrorCode.MANIFEST_INVALID, "mediaFilePath", row.words());
        }).toList();
    }
}
