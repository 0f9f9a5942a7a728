package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Schema;
import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancelCodecTest {
    private final Schema schema = Schemas.schema("cancel-request");

    @Test
    void aRequestSurvivesTheJourneyAndAnAbsentReasonIsNotWritten() throws Exception {
        CancelRequest request = new CancelRequest("film-1", "a new cut 🚢");
        assertThat(CancelCodec.read(CancelCodec.write(request))).isEqualTo(request);
        assertThat(RequestCodec.read(CancelCodec.write(request))).isEqualTo(request);
        assertThat(new String(CancelCodec.write(new CancelRequest("film-1", null)), StandardCharsets.UTF_8))
                .isEqualTo("{\"cancel\":\"film-1\"}");
    }

    @Test
    void whatHasNoCancelFieldIsAJob() throws Exception {
        UploadJob job = UploadJob.of("a", "/a.mp4");
        assertThat(RequestCodec.read(JobCodec.write(job))).isEqualTo(job);
        InvalidJobException refusal = refusal("{\"reason\":\"x\"}");
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(refusal.field()).isEqualTo("reason");
        assertThat(refusal).hasMessage("A job has no field \"reason\".");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "{\"cancel\":\"a\",\"reasn\":\"x\"}|UNKNOWN_FIELD|reasn|a|A cancel request has no field \"reasn\".",
        "{\"cancel\":\"a\",\"mediaFilePath\":\"/a.mp4\"}|UNKNOWN_FIELD|mediaFilePath|a|A cancel request has no field \"mediaFilePath\".",
        "{\"cancel\":true,\"jobId\":\"a\"}|INVALID_FIELD|cancel||cancel must be a string but is a boolean.",
        "{\"cancel\":null}|MISSING_FIELD|cancel||A cancel request needs the field \"cancel\".",
        "{\"cancel\":\"a b\"}|INVALID_FIELD|cancel|a b|cancel must be a jobId: 1 to 128 visible ASCII characters.",
        "{\"cancel\":\"a\",\"reason\":\"\"}|INVALID_FIELD|reason|a|reason must not be empty; leave it out instead.",
        "{\"cancel\":\"a\",\"reason\":7}|INVALID_FIELD|reason|a|reason must be a string but is the number 7.",
        "{\"cancel\":\"a\",\"reason\":\"x\",\"reason\":\"y\"}|MALFORMED_JSON|reason|a|The field \"reason\" stands there twice."
    })
    void aRequestThatBreaksTheContractIsRefusedNamingTheField(
            String json, ErrorCode code, String field, String jobId, String message) {
        InvalidJobException refusal = refusal(json);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.jobId()).isEqualTo(jobId);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void aReasonIsAtMost250CharactersLong() throws Exception {
        String longest = "🚢".repeat(250);
        assertThat(CancelCodec.read(CancelCodec.write(new CancelRequest("a", longest))).reason()).isEqualTo(longest);
        assertThat(refusal("{\"cancel\":\"a\",\"reason\":\"" + longest + "x\"}")).hasMessage("reason must be at most 250 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"cancel\":\"a\"}", "{\"cancel\":\"a\",\"reason\":null}", "{\"cancel\":\"a\",\"reason\":\"two\\nlines\"}"})
    void schemaAndCodecBothAccept(String json) throws Exception {
        assertThat(schema.validate(Schemas.PLAIN.readTree(json))).isEmpty();
        CancelCodec.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[]", "{}", "{\"reason\":\"x\"}", "{\"cancel\":null}", "{\"cancel\":\"\"}", "{\"cancel\":\"a b\"}", "{\"cancel\":1}",
        "{\"cancel\":\"a\",\"reason\":\"\"}", "{\"cancel\":\"a\",\"reason\":\"\\u0000\"}", "{\"cancel\":\"a\",\"reason\":1}",
        "{\"cancel\":\"a\",\"jobId\":\"a\"}", "{\"cancel\":\"a\",\"x\":null}"
    })
    void schemaAndCodecBothRefuse(String json) {
        assertThat(schema.validate(Schemas.PLAIN.readTree(json))).isNotEmpty();
        assertThat(catchThrowableOfType(InvalidJobException.class, () -> CancelCodec.read(json.getBytes(StandardCharsets.UTF_8))))
                .isNotNull();
    }

    @Test
    void theSchemaHasTheRecordsFieldsInItsOrderAndItsExampleIsARequest() throws Exception {
        var text = Schemas.text("cancel-request");
        assertThat(text.get("properties").propertyNames())
                .containsExactlyElementsOf(
                        Arrays.stream(CancelRequest.class.getRecordComponents()).map(component -> component.getName()).toList());
        CancelCodec.read(Schemas.PLAIN.writeValueAsBytes(text.get("examples").get(0)));
    }

    private static InvalidJobException refusal(String json) {
        return catchThrowableOfType(InvalidJobException.class, () -> RequestCodec.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
