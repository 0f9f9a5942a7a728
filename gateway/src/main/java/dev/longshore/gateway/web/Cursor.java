package dev.longshore.gateway.web;

import dev.longshore.gateway.state.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Where a page of a list ended: the next one begins behind it, whatever was added in between. */
record Cursor(Instant heardAt, String jobId) {

    static Cursor behind(Upload upload) {
        return new Cursor(upload.heardAt(), upload.jobId());
    }

    static Cursor read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            return new Cursor(Instant.parse(plain.substring(0, space)), plain.substring(space + 1));
        } catch (RuntimeException e) {
            throw RefusedException.parameter("cursor", "must be the value of next in an earlier answer");
        }
    }

    boolean isBefore(Upload upload) {
        int time = upload.heardAt().compareTo(heardAt);
        return time < 0 || time == 0 && upload.jobId().compareTo(jobId) > 0;
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((heardAt + " " + jobId).getBytes(StandardCharsets.UTF_8));
    }
}
