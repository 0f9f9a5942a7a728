package dev.longshore.sandbox.vod;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Checks what is asked for and opens a session with a place and a temporary certificate. */
final class ApplyUpload implements VodAction {

    private static final Set<String> FIELDS = Set.of("MediaType", "SubAppId", "MediaName", "CoverType", "Procedure",
            "ExpireTime", "StorageRegion", "ClassId", "SourceContext", "SessionContext", "ExtInfo", "MediaStoragePath");
    private static final int MAX_SOURCE_CONTEXT = 250;
    private static final int MAX_SESSION_CONTEXT = 1_000;

    private final VodSettings settings;
    private final UploadSessions sessions;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    ApplyUpload(VodSettings settings, UploadSessions sessions, InstantSource clock) {
        this.settings = settings;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public Map<String, @Nullable Object> answer(RequestFields request) throws VodException {
        UploadApplication application = read(request);
        check(application);
        UploadSession session = open(application);
        sessions.add(session);
        var certificate = new LinkedHashMap<String, Object>();
        certificate.put("SecretId", session.secrets().secretId());
        certificate.put("SecretKey", session.secrets().secretKey());
        certificate.put("Token", session.secrets().token());
        certificate.put("ExpiredTime", session.expiresAt().getEpochSecond());
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("StorageBucket", session.place().bucket());
        answer.put("StorageRegion", session.place().region());
        answer.put("VodSessionKey", session.sessionKey());
        answer.put("MediaStoragePath", session.place().mediaPath());
        answer.put("CoverStoragePath", session.place().coverPath());
        answer.put("TempCertificate", certificate);
        return answer;
    }

    private static UploadApplication read(RequestFields request) throws VodException {
        return new UploadApplication(
                request.requiredText("MediaType"),
                request.number("SubAppId", 0),
                given(request, "MediaName"),
                given(request, "CoverType"),
                given(request, "Procedure"),
                given(request, "ExpireTime"),
                given(request, "StorageRegion"),
                request.number("ClassId", 0),
                given(request, "SourceContext"),
                given(request, "SessionContext"),
                given(request, "ExtInfo"),
                given(request, "MediaStoragePath"));
    }

    private void check(UploadApplication application) throws VodException {
        if (!settings.account().hasSubApp(application.subAppId())) {
            throw VodException.badValue("SubAppId", "is not an application of this account");
        }
        if (!MediaTypes.isMedia(application.mediaType())) {
            throw VodException.badValue("MediaType", "is not a supported media type");
        }
        if (application.coverType() != null && !MediaTypes.isCover(application.coverType())) {
            throw VodException.badValue("CoverType", "is not a supported image type");
        }
        if (application.storageRegion() != null
                && !settings.account().storageRegions().contains(application.storageRegion())) {
            throw VodException.badValue("StorageRegion", "is not a storage region of this account");
        }
        requireLength("SourceContext", application.sourceContext(), MAX_SOURCE_CONTEXT);
        requireLength("SessionContext", application.sessionContext(), MAX_SESSION_CONTEXT);
        if (application.expireTime() != null) {
            checkExpiry(application.expireTime());
        }
        if (application.mediaStoragePath() != null) {
            checkPath(application.mediaStoragePath(), application.subAppId());
        }
    }

    private void checkExpiry(String text) throws VodException {
        Instant expiry;
        try {
            expiry = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new VodException("InvalidParameter.ExpireTime", "ExpireTime is not an ISO 8601 time with an offset.");
        }
        if (!expiry.isAfter(clock.instant())) {
            throw VodException.badValue("ExpireTime", "is in the past");
        }
    }

    private void checkPath(String path, long subAppId) throws VodException {
        if (!settings.account().mayChoosePath(subAppId)) {
            throw VodException.badValue("MediaStoragePath", "can't be chosen in this application");
        }
        boolean wellFormed = path.startsWith("/") && !path.endsWith("/") && !path.contains("//")
                && ("/" + path + "/").indexOf("/../") < 0 && path.chars().noneMatch(Character::isISOControl);
        if (!wellFormed) {
            throw VodException.badValue("MediaStoragePath", "is not an absolute path of a file");
        }
    }

    private UploadSession open(UploadApplication application) {
        VodAccount account = settings.account();
        String fileId = "5285" + ThreadLocalRandom.current().nextLong(100_000_000_000_000L, 1_000_000_000_000_000L);
        String region = application.storageRegion() != null
                ? application.storageRegion()
                : account.storageRegions().getFirst();
        String mediaPath = application.mediaStoragePath() != null
                ? application.mediaStoragePath()
                : '/' + hex(4) + "vod" + account.appId() + '/' + hex(4) + fileId + '/' + hex(6) + '.' + lower(application.mediaType());
        String coverPath = application.coverType() != null
                ? mediaPath.substring(0, mediaPath.lastIndexOf('/') + 1) + hex(6) + "_cover." + lower(application.coverType())
                : null;
        var place = new UploadSession.Place(account.bucket(region), region, mediaPath, coverPath);
        var secrets = new UploadSession.Secrets(base64(96), "AKIDtemp" + hex(14), hex(20), base64(120));
        Instant now = clock.instant();
        return new UploadSession(
                fileId, application, place, secrets, now, now.plus(settings.certificateLifetime()));
    }

    private static void requireLength(String field, @Nullable String text, int longest) throws VodException {
        if (text != null && text.codePointCount(0, text.length()) > longest) {
            throw new VodException(
                    "InvalidParameterValue", "The value of " + field + " is longer than " + longest + " characters.");
        }
    }

    /** An empty text counts as absent. */
    private static @Nullable String given(RequestFields request, String name) throws VodException {
        String text = request.text(name);
        return text == null || text.isEmpty() ? null : text;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private String hex(int bytes) {
        return HexFormat.of().formatHex(random(bytes));
    }

    private String base64(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes));
    }

    private byte[] random(int bytes) {
        var value = new byte[bytes];
        random.nextBytes(value);
        return value;
    }
}
