package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import dev.longshore.job.UploadJob;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JobSchemaTest {
    private static final long SEED = 20_260_101;
    private static final Set<String> REQUIRED = Set.of("jobId", "mediaFilePath");

    private final Schema schema = Schemas.schema("upload-job");

    @Test
    void everyFieldOfTheJobStandsInTheSchemaWithItsTypeAndNothingElseDoes() {
        JsonNode properties = Schemas.text("upload-job").get("properties");
        Map<String, Set<String>> inSchema = new TreeMap<>();
        properties.properties().forEach(property -> inSchema.put(property.getKey(), types(property.getValue().get("type"))));
        Map<String, Set<String>> inRecord = new TreeMap<>();
        for (RecordComponent component : UploadJob.class.getRecordComponents()) {
            String type = Number.class.isAssignableFrom(component.getType()) ? "integer" : "string";
            inRecord.put(component.getName(), REQUIRED.contains(component.getName()) ? Set.of(type) : Set.of(type, "null"));
        }
        assertThat(inSchema).isEqualTo(inRecord);
    }

    @Test
    void everyFieldIsDescribed() {
        Schemas.text("upload-job").get("properties").properties().forEach(property -> {
            assertThat(property.getValue().path("description").asString("")).as(property.getKey()).isNotBlank();
            assertThat(property.getValue().path("examples").size()).as(property.getKey()).isPositive();
        });
    }

    @Test
    void theSchemasExamplesAreJobs() throws Exception {
        JsonNode text = Schemas.text("upload-job");
        for (JsonNode example : text.get("examples")) {
            assertThat(schema.validate(example)).isEmpty();
            JobCodec.read(bytes(example));
        }
        for (Map.Entry<String, JsonNode> property : text.get("properties").properties()) {
            for (JsonNode example : property.getValue().get("examples")) {
                JsonNode job = Schemas.PLAIN
                        .createObjectNode()
                        .put("jobId", "a")
                        .put("mediaFilePath", "/a.mp4")
                        .put("coverFilePath", "/a.jpg")
                        .set(property.getKey(), example);
                assertThat(schema.validate(job)).as(property.getKey()).isEmpty();
                JobCodec.read(bytes(job));
            }
        }
    }

    @Test
    void whatTheCodecWritesTheSchemaAcceptsAndTheCodecReadsBack() throws Exception {
        RandomJobs jobs = new RandomJobs(SEED);
        for (int i = 0; i < 500; i++) {
            UploadJob job = jobs.valid();
            byte[] json = JobCodec.write(job);
            assertThat(schema.validate(Schemas.PLAIN.readTree(json))).as("job %d of seed %d", i, SEED).isEmpty();
            assertThat(JobCodec.read(json)).as("job %d of seed %d", i, SEED).isEqualTo(job);
        }
    }

    @Test
    void theSchemaAndTheCodecJudgeTamperedJobsAlike() {
        RandomJobs jobs = new RandomJobs(SEED);
        int refused = 0;
        int runs = 4000;
        for (int i = 0; i < runs; i++) {
            JsonNode job = jobs.tampered();
            var faults = schema.validate(job);
            assertThat(accepted(bytes(job))).as("job %d of seed %d: %s, schema says %s", i, SEED, job, faults).isEqualTo(faults.isEmpty());
            refused += faults.isEmpty() ? 0 : 1;
        }
        assertThat(refused).as("refused of " + runs).isBetween(runs / 4, runs * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"films:a.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"films:a:b//c.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a://b\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"coverType\":null,\"coverFilePath\":null,\"classId\":null}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"expireTime\":\"2028-02-29T23:59:59+05:30\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"classId\":-1,\"subAppId\":9223372036854775807}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"bandwidthLimit\":65536}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"bandwidthLimit\":1099511627776}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a\\nb.mp4\",\"mediaName\":\"two\\nlines\"}"
    })
    void bothAccept(String json) throws Exception {
        assertThat(schema.validate(Schemas.PLAIN.readTree(json))).isEmpty();
        JobCodec.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[]",
        "\"a\"",
        "null",
        "{}",
        "{\"jobId\":\"a\"}",
        "{\"mediaFilePath\":\"/a.mp4\"}",
        "{\"jobId\":null,\"mediaFilePath\":\"/a.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":null}",
        "{\"jobId\":\"\",\"mediaFilePath\":\"/a.mp4\"}",
        "{\"jobId\":\"a b\",\"mediaFilePath\":\"/a.mp4\"}",
        "{\"jobId\":\"a\\n\",\"mediaFilePath\":\"/a.mp4\"}",
        "{\"jobId\":\"é\",\"mediaFilePath\":\"/a.mp4\"}",
        "{\"jobId\":1,\"mediaFilePath\":\"/a.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"a.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"https://host/a.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"films:/a.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"films:\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\":a.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a\\u0000.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"coverType\":\"jpg\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"coverType\":\"jpg\",\"coverFilePath\":null}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"mediaType\":\"mp4\\n\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"mediaName\":\"\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"classId\":-2}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"classId\":\"1\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"subAppId\":9223372036854775808}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"concurrentUploadNumber\":0}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"concurrentUploadNumber\":257}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"concurrentUploadNumber\":1.5}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"bandwidthLimit\":0}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"bandwidthLimit\":65535}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"bandwidthLimit\":1099511627777}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"bandwidthLimit\":\"10M\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"expireTime\":1700000000}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"expireTime\":\"1700000000\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"expireTime\":\"\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"expireTime\":\"2030-02-30T12:00:00Z\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"region\":\"AP-Guangzhou\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"credentials\":\"a b\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"MediaName\":\"x\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"x\":null}"
    })
    void bothRefuse(String json) {
        assertThat(schema.validate(Schemas.PLAIN.readTree(json))).isNotEmpty();
        assertThatThrownBy(() -> JobCodec.read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(InvalidJobException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"classId\":1.0}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"classId\":1e2}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"mediaName\":\"\\ud83d\"}",
        "{\"jobId\":\"a\",\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\"}",
        "{\"jobId\":\"a\",\"mediaFilePath\":\"/a.mp4\",\"deadline\":\"2030-01-31T12:00:00Z\",\"notBefore\":\"2030-01-31T20:00:00+08:00\"}"
    })
    void whatASchemaCannotSayTheCodecRefusesAndTheDescriptionMentions(String json) {
        assertThat(schema.validate(Schemas.PLAIN.readTree(json))).isEmpty();
        assertThatThrownBy(() -> JobCodec.read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(InvalidJobException.class);
        assertThat(Schemas.text("upload-job").get("description").asString())
                .contains("once only", "nothing may follow", "without fraction or exponent", "unpaired surrogate",
                        "`notBefore` must lie before `deadline`", "" + JobCodec.MAX_BYTES);
    }

    private static boolean accepted(byte[] json) {
        try {
            JobCodec.read(json);
            return true;
        } catch (InvalidJobException e) {
            return false;
        }
    }

    private static byte[] bytes(JsonNode job) {
        return Schemas.PLAIN.writeValueAsBytes(job);
    }

    private static Set<String> types(JsonNode type) {
        List<JsonNode> all = type.isArray() ? type.valueStream().toList() : List.of(type);
        return all.stream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    @Test
    void theFieldsStandInTheOrderOfTheRecord() {
        assertThat(Schemas.text("upload-job").get("properties").propertyNames())
                .containsExactlyElementsOf(Arrays.stream(UploadJob.class.getRecordComponents()).map(RecordComponent::getName).toList());
    }
}
