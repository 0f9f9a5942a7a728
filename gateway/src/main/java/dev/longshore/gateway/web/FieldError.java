package dev.longshore.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param field where: a job's field, {@code jobs[3].mediaFilePath} in a batch, a parameter or a header; null if it is the whole body
 * @param code as in errors of jobs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(@Nullable String field, String code, String message) {}
