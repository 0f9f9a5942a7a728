package dev.longshore.worker.hostile;

import dev.longshore.outcome.ErrorCode;
import java.nio.file.Files;
import java.util.List;

/** Sizes where a rule begins or ends. */
final class SizeAttacks {
    private static final int MIB = 1 << 20;

    private SizeAttacks() {}

    static List<Attack> uploaded() {
        return List.of(
                Attack.of("0 bytes")
                        .path("films:empty.mp4")
                        .prepared(films -> Files.createFile(films.resolve("empty.mp4")))
                        .fails(ErrorCode.SOURCE_EMPTY, "mediaFilePath", "is empty"),
                Attack.of("1 byte").bytes(1).becomesMediaBy("1 × PutObject"),
                Attack.of("16 MiB − 1: the largest in one request, less a byte").bytes(16 * MIB - 1).becomesMediaBy("1 × PutObject"),
                Attack.of("16 MiB").bytes(16 * MIB).becomesMediaBy("1 × PutObject"),
                Attack.of("16 MiB + 1: the last part is a byte").bytes(16 * MIB + 1).becomesMediaBy(parts(3)),
                Attack.of("24 MiB − 1: the last part lacks a byte").bytes(24 * MIB - 1).becomesMediaBy(parts(3)),
                Attack.of("24 MiB: parts of 8 MiB, no rest").bytes(24 * MIB).becomesMediaBy(parts(3)),
                Attack.of("24 MiB + 1").bytes(24 * MIB + 1).becomesMediaBy(parts(4)));
    }

    private static String parts(int count) {
        return "1 × InitiateMultipartUpload, " + count + " × UploadPart, 1 × CompleteMultipartUpload";
    }
}
