package dev.longshore.job;

/**
 * One thing that is wrong with a job.
 *
 * @param field the JSON field's name
 * @param problem what is wrong and what would be right, as a sentence without the field's name
 */
public record Violation(String field, String problem) {}
