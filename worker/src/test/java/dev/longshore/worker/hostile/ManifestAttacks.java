package dev.longshore.worker.hostile;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.manifest.HostilePlaylists;
import java.nio.file.Files;
import java.util.List;

/** Manifests that can't be followed: the lists that the parser is held against, as jobs. */
final class ManifestAttacks {
    private ManifestAttacks() {}

    static List<Attack> playlists() {
        return HostilePlaylists.all().stream().map(row -> manifest("index.m3u8", row.name(), row.content(), row.words())).toList();
    }

    /**
     * @param file its name below the root
     * @param words part of the message
     */
    private static Attack manifest(String file, String what, byte[] content, String words) {
        Attack attack = Attack.of(what).path("films:" + file).prepared(films -> Files.write(films.resolve(file), content));
        return content.length == 0
                ? attack.fails(ErrorCode.SOURCE_EMPTY, "mediaFilePath", "is empty")
                : attack.fails(ErrorCode.MANIFEST_INVALID, "mediaFilePath", words);
    }
}
