package dev.longshore.producer.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for a job's end; published on {@code jobs} under the job's id.
 *
 * @param jobId the job that shall end
 * @param reason for whoever reads the outcome
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CancelRequest(@JsonProperty("cancel") String jobId, @Nullable String reason) {
    private static final JsonMapper MAPPER = new JsonMapper();

    byte[] json() {
        return MAPPER.writeValueAsBytes(this);
    }
}
