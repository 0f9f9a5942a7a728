package dev.longshore.worker.hostile;

import java.nio.charset.StandardCharsets;

/** Records as bytes. */
final class Json {
    private static final String START = "{\"jobId\":\"" + Attack.ID + "\"";
    private static final String WITH_FILM = START + ",\"mediaFilePath\":\"" + Attack.FILM + "\"";

    private Json() {}

    /** A job with the members; the jobId is there. */
    static byte[] of(String members) {
        return utf8(START + "," + members + "}");
    }

    /** A job for the film with a further member. */
    static byte[] withFilm(String members) {
        return utf8(WITH_FILM + "," + members + "}");
    }

    /** The least job, and what stands behind it. */
    static String least() {
        return WITH_FILM + "}";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A job for the film that fills so many bytes, ids of the rows being as long as the placeholder or longer. */
    static byte[] filling(int bytes, String id) {
        String job = least().replace(Attack.ID, id);
        return utf8(job + " ".repeat(bytes - job.length()));
    }
}
