package dev.longshore.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OpenApiTest extends WebTest {
    private static final Path DOC = Path.of("../docs/openapi.yaml");

    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

    @Test
    void theDocumentThatIsServedIsTheOneInTheDocs() throws Exception {
        assertThat(look("/v1/openapi.yaml").response().getContentAsString()).isEqualTo(Files.readString(DOC));
    }

    @Test
    void everyCallIsDescribedAndNoOther() throws Exception {
        Set<String> described = new TreeSet<>();
        document().get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .stream()
                        .filter(method -> !method.equals("parameters"))
                        .forEach(method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        Set<String> served = new TreeSet<>();
        mappings.getHandlerMethods()
                .forEach((mapping, _) -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(
                                method -> mapping.getPatternValues().forEach(path -> served.add(method + " " + path))));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void jobsResultsAndErrorsHaveTheFieldsOfTheContract() throws Exception {
        assertThat(properties("Job")).isEqualTo(schema("upload-job").get("properties"));
        assertThat(properties("Result")).isEqualTo(schema("upload-result").get("properties"));
        List<String> error = new ArrayList<>(schema("upload-error").get("properties").propertyNames());
        error.remove("record");
        assertThat(properties("Error").propertyNames()).containsExactlyElementsOf(error);
        assertThat(properties("Upload").propertyNames())
                .containsExactlyElementsOf(
                        java.util.Arrays.stream(UploadDocument.class.getRecordComponents()).map(c -> c.getName()).toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        JsonNode document = document();
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references).hasSizeGreaterThan(30)
                .allSatisfy(reference -> assertThat(document.at(reference.asString().substring(1)).isMissingNode()).as(reference.asString())
                        .isFalse());
    }

    private static JsonNode properties(String schema) throws Exception {
        return document().get("components").get("schemas").get(schema).get("properties");
    }

    private static JsonNode document() throws Exception {
        return new YAMLMapper().readTree(Files.readString(DOC));
    }

    private static JsonNode schema(String name) throws Exception {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/schema/" + name + ".schema.json")) {
            return new JsonMapper().readTree(in);
        }
    }
}
