package dev.longshore.worker.cos.tencent;

import dev.longshore.worker.cos.Crc64;
import dev.longshore.worker.testing.RecordingServer.Answer;
import dev.longshore.worker.testing.RecordingServer.Request;
import java.util.Map;

/** Answers as COS words them. */
final class CosAnswers {
    private CosAnswers() {}

    /** As COS answers a PUT that went well. */
    static Answer stored(Request request) {
        return new Answer(200, Map.of("ETag", "\"etag-1\"", "x-cos-hash-crc64ecma", crc(request), "x-cos-request-id", "req-1"), "");
    }

    static Answer error(int status, String code, String message) {
        return xml(status,
                "<Error><Code>%s</Code><Message>%s</Message><StringToSign>secret stuff</StringToSign><RequestId>req-1</RequestId></Error>"
                        .formatted(code, message));
    }

    static Answer xml(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/xml"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body);
    }

    static String crc(Request request) {
        Crc64 crc = new Crc64();
        crc.update(request.body(), 0, request.body().length);
        return Long.toUnsignedString(crc.value());
    }
}
