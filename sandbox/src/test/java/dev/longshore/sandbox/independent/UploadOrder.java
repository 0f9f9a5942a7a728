package dev.longshore.sandbox.independent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a client process is to upload, as it reads it from its JSON file. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UploadOrder(
        String secretId,
        String secretKey,
        int proxyPort,
        String media,
        @Nullable String cover,
        String mediaName,
        String sourceContext) {

    static UploadOrder of(String secretKey, Path media, @Nullable Path cover) {
        return new UploadOrder(EmulatorSettings.SECRET_ID, secretKey, 0, media.toString(),
                cover == null ? null : cover.toString(), "Harbour at dawn & 港", "job 1+1=2");
    }

    UploadOrder through(int port) {
        return new UploadOrder(secretId, secretKey, port, media, cover, mediaName, sourceContext);
    }
}
