package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.UploadError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobCodecTest {
    private static final String START = "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\"";

    @Test
    void aJobWithEveryFieldSurvivesTheJourney() throws Exception {
        UploadJob job = new UploadJob(
                "job-1", "films:a.mp4", "mp4", "Name 🚢", "/a.jpg", "jpg", "Preset", OffsetDateTime.parse("2030-01-31T12:00:00.5+08:00"),
                7L, "source", "session", Long.MAX_VALUE, "ap-chongqing", "films/a.mp4", "{}", "ap-guangzhou", 4, 65536L, "default",
                OffsetDateTime.parse("2029-01-31T12:00:00+08:00"), OffsetDateTime.parse("2028-12-31T12:00:00Z"));
        assertThat(JobCodec.read(JobCodec.write(job))).isEqualTo(job);
    }

    @Test
    void anAbsentFieldIsNotWritten() {
        assertThat(new String(JobCodec.write(UploadJob.of("a", "/a.mp4")), StandardCharsets.UTF_8)).isEqualTo(START + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", START, "not json", "{\"jobId\":}", "{'jobId':'a'}", "{\"jobId\":\"a\",}", "[1,2]", "\"a\"", "1",
        "null", "{\"jobId\":NaN}", "// a\n{}"})
    void textThatIsNotOneJsonObjectIsMalformed(String json) {
        InvalidJobException refusal = refusal(json);
        assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refusal.jobId()).isNull();
        assertThat(refusal).message().isNotBlank();
    }

    @Test
    void aRecordWithoutValueIsMalformed() {
        assertThat(catchThrowableOfType(InvalidJobException.class, () -> JobCodec.read(null)).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"}x", "} {}", "}}", "},"})
    void trailingTextIsMalformed(String end) {
        assertThat(refusal(START + end).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    }

    @Test
    void onlyUtf8IsText() {
        String job = START + ",\"mediaName\":\"~\"}";
        int at = job.indexOf('~');
        for (byte[] bad : new byte[][] {{(byte) 0xC0, (byte) 0xAF}, {(byte) 0xE0, (byte) 0x80, (byte) 0xAF}, {(byte) 0xE9}, {(byte) 0xFF},
            {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xBA, (byte) 0xA2}}) {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(job.substring(0, at).getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(bad);
            bytes.writeBytes(job.substring(at + 1).getBytes(StandardCharsets.UTF_8));
            InvalidJobException refusal = Objects.requireNonNull(read(bytes.toByteArray()));
            assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
            assertThat(refusal).message().contains("UTF-8", "byte " + at);
        }
        assertThat(read((START + "}").getBytes(StandardCharsets.UTF_16LE))).isNotNull();
        assertThat(read((START + "}").getBytes(StandardCharsets.UTF_16))).isNotNull();
    }

    @Test
    void malformedTextIsLocated() {
        assertThat(refusal("{\n  \"jobId\": oops\n}")).message().contains("oops", "line 2");
    }

    @Test
    void anUnknownFieldIsNamed() {
        InvalidJobException refusal = refusal(START + ",\"mediaNmae\":\"x\"}");
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(refusal.field()).isEqualTo("mediaNmae");
        assertThat(refusal.jobId()).isEqualTo("a");
        assertThat(refusal).message().contains("\"mediaNmae\"");
    }

    @Test
    void aFieldsNameIsCaseSensitive() {
        assertThat(refusal(START + ",\"medianame\":\"x\"}").code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
    }

    @Test
    void aRepeatedFieldIsNamedAndTheJobIdKept() {
        InvalidJobException refusal = refusal(START + ",\"mediaName\":\"x\",\"classId\":1,\"mediaName\":\"x\"}");
        assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refusal.field()).isEqualTo("mediaName");
        assertThat(refusal.jobId()).isEqualTo("a");
    }

    @Test
    void aRepeatedJobIdLeavesTheJobNameless() {
        InvalidJobException refusal = refusal(START + ",\"jobId\":\"b\"}");
        assertThat(refusal.field()).isEqualTo("jobId");
        assertThat(refusal.jobId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "jobId | {\"mediaFilePath\":\"/a.mp4\"}",
        "jobId | {\"jobId\":null,\"mediaFilePath\":\"/a.mp4\"}",
        "mediaFilePath | {\"jobId\":\"a\"}",
        "mediaFilePath | {\"jobId\":\"a\",\"mediaFilePath\":null}"
    })
    void aMissingFieldIsNamed(String field, String json) {
        InvalidJobException refusal = refusal(json);
        assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.jobId()).isEqualTo(field.equals("jobId") ? null : "a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "jobId | 1 | a string",
        "mediaFilePath | [] | a string",
        "mediaType | true | a string",
        "mediaName | {} | a string",
        "mediaName | 1.5 | a string",
        "coverFilePath | 7 | a string",
        "expireTime | 1700000000 | date-time",
        "expireTime | \"1700000000\" | date-time",
        "expireTime | \"2030-01-31\" | date-time",
        "expireTime | \"2030-01-31T12:00:00\" | date-time",
        "expireTime | \"2030-02-30T12:00:00Z\" | date-time",
        "expireTime | \"\" | date-time",
        "classId | \"1\" | whole number",
        "classId | \"\" | whole number",
        "classId | 1.0 | whole number",
        "classId | 1e2 | whole number",
        "classId | true | whole number",
        "classId | 9223372036854775808 | 64 bit",
        "subAppId | \"1400000000\" | whole number",
        "concurrentUploadNumber | 4294967297 | 32 bit",
        "concurrentUploadNumber | [4] | whole number",
        "bandwidthLimit | \"10M\" | whole number",
        "bandwidthLimit | 65535 | 65536 to 1099511627776",
        "bandwidthLimit | 1099511627777 | 65536 to 1099511627776"
    })
    void aWrongTypeIsNamedWithWhatWouldBeRight(String field, String value, String expected) {
        InvalidJobException refusal = refusal(jobWith(field, value));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal).message().contains(field, expected);
        assertThat(refusal.jobId()).isEqualTo(field.equals("jobId") ? null : "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mediaFilePath", "mediaName", "coverFilePath", "procedure", "sourceContext", "sessionContext", "extInfo",
        "mediaStoragePath"})
    void aNulOrHalfACharacterIsRefusedAndTheFieldNamed(String field) {
        for (String bad : new String[] {"/a\\u0000b", "/a\\ud83d", "/a\\udea2b"}) {
            String json = jobWith(field, "\"" + bad + "\"");
            InvalidJobException refusal = refusal(json);
            assertThat(refusal.code()).as(json).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(refusal.field()).as(json).isEqualTo(field);
        }
    }

    @Test
    void aNestingBombIsRefusedBeforeItIsBuilt() {
        for (String bomb : new String[] {"[".repeat(30_000), START + ",\"x\":" + "{\"a\":".repeat(10_000),
            START + ",\"x\":" + "[".repeat(20) + "]".repeat(20) + "}"}) {
            assertThat(refusal(bomb).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        }
    }

    @Test
    void aHugeNumberIsRefusedCheaply() {
        assertThat(refusal(START + ",\"classId\":" + "9".repeat(40_000) + "}").code()).isIn(ErrorCode.MALFORMED_JSON,
                ErrorCode.INVALID_FIELD);
        assertThat(refusal(START + ",\"classId\":1e999999999}").field()).isEqualTo("classId");
    }

    @Test
    void aMessageMayFillTheLimitButNotPassIt() {
        String full = START + "}" + " ".repeat(JobCodec.MAX_BYTES - START.length() - 1);
        assertThatCode(() -> JobCodec.read(full.getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
        InvalidJobException refusal = refusal(full + " ");
        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusal).message().contains("" + (JobCodec.MAX_BYTES + 1));
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThat(refusal(START + ",\"coverType\":\"jpg\",\"classId\":-2}")).message().contains("coverType", "classId");
    }

    @Test
    void anIdThatBreaksItsRuleIsStillEchoedSoThatItsPublisherKnows() {
        assertThat(refusal("{\"jobId\":\"my job\",\"mediaFilePath\":\"/a.mp4\"}").jobId()).isEqualTo("my job");
        assertThat(refusal("{\"jobId\":\"\\ud83d\",\"mediaFilePath\":\"/a.mp4\"}").jobId()).isNull();
        assertThat(refusal("{\"jobId\":\"" + "a".repeat(129) + "\",\"mediaFilePath\":\"/a.mp4\"}").jobId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"jobId\":\"\\ud83d\",\"mediaFilePath\":\"/a.mp4\"}",
        START + ",\"\\ud83d\":1}",
        START + ",\"\\ud83d\":1,\"\\ud83d\":1}",
        START + ",\"expireTime\":\"0123456789012345678901234567890123456\uD83D\uDEA2\uD83D\uDEA2\uD83D\uDEA2\uD83D\uDEA2\"}",
        START + ",\"expireTime\":\"\\udea2\"}"
    })
    void anErrorAboutNastyTextCanItselfBeWritten(String json) {
        assertWritable(refusal(json));
    }

    @Test
    void aLongUnknownNameIsCutInTheError() {
        InvalidJobException refusal = refusal(START + ",\"" + "é".repeat(10_000) + "\":1}");
        assertThat(Objects.requireNonNull(refusal.field())).hasSizeLessThanOrEqualTo(65).startsWith("éé");
        assertThat(refusal.getMessage()).hasSizeLessThan(200);
    }

    @Test
    void randomBytesNeverEscapeAsAnythingElse() {
        Random random = new Random(7);
        byte[] good = (START + ",\"mediaName\":\"\\u00e9 \uD83D\uDEA2\",\"classId\":12,\"expireTime\":\"2030-01-31T12:00:00Z\"}")
                .getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            InvalidJobException refusal = read(mangled(good, random));
            if (refusal != null) {
                refused++;
                assertWritable(refusal);
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private static byte[] mangled(byte[] good, Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int cut = random.nextInt(good.length);
        bytes.write(good, 0, cut);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes.write(random.nextInt(256));
        }
        int resume = Math.min(good.length, cut + random.nextInt(4));
        bytes.write(good, resume, good.length - resume);
        return bytes.toByteArray();
    }

    private static void assertWritable(InvalidJobException refusal) {
        UploadError error = new UploadError(
                refusal.jobId(), refusal.code().code(), refusal.code().category(), false, Objects.requireNonNull(refusal.getMessage()),
                refusal.code().hint(),
                refusal.field(), null, null, null, 0, 0, Instant.EPOCH, null, null, null);
        assertThat(OutcomeCodec.readError(OutcomeCodec.write(error))).isEqualTo(error);
    }

    private static String jobWith(String field, String value) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("jobId", "\"a\"", "mediaFilePath", "\"/a.mp4\""));
        fields.put(field, value);
        return fields.entrySet()
                .stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static InvalidJobException refusal(String json) {
        return Objects.requireNonNull(read(json.getBytes(StandardCharsets.UTF_8)), () -> "accepted: " + json);
    }

    private static @Nullable InvalidJobException read(byte[] json) {
        try {
            JobCodec.read(json);
            return null;
        } catch (InvalidJobException e) {
            return e;
        }
    }
}
