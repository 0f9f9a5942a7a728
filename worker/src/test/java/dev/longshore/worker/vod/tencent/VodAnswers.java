package dev.longshore.worker.vod.tencent;

import dev.longshore.worker.testing.RecordingServer.Answer;
import java.util.Map;

/** Answers as the VOD API words them. */
final class VodAnswers {
    static final String APPLIED = """
            {"Response": {"StorageBucket": "vod-125", "StorageRegion": "ap-chongqing", "VodSessionKey": "session-hidden",
             "MediaStoragePath": "/a1b2/f0.mp4", "CoverStoragePath": "/a1b2/c0.jpg",
             "TempCertificate": {"SecretId": "AKID-temp", "SecretKey": "sk-hidden", "Token": "token-hidden", "ExpiredTime": 1800000000},
             "RequestId": "req-1"}}""";
    static final String COMMITTED = """
            {"Response": {"FileId": "5285", "MediaUrl": "http://vod.example/a1b2/f0.mp4", "CoverUrl": "http://vod.example/a1b2/c0.jpg",
             "RequestId": "req-2"}}""";

    private VodAnswers() {}

    static Answer json(String body) {
        return new Answer(200, Map.of("Content-Type", "application/json"), body);
    }

    static Answer error(String code, String message) {
        return json(
                "{\"Response\": {\"Error\": {\"Code\": \"" + code + "\", \"Message\": \"" + message + "\"}, \"RequestId\": \"req-9\"}}");
    }
}
