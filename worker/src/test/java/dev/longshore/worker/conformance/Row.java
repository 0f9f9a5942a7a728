package dev.longshore.worker.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of the page: a published job, what the services must receive for it and what its outcome must say.
 *
 * <p>Unless it says otherwise the job names {@code films:film.mp4}, a file of 1,000 bytes, and must become a media.
 */
final class Row {
    static final String FILM = "films:film.mp4";

    /** Holds something of a run and says what it saw. */
    @FunctionalInterface
    interface Check {
        String seen(Run run);
    }

    final String attribute;
    private final String remark;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, String> applied = new TreeMap<>(Map.of("MediaType", "mp4", "MediaName", "film.mp4"));
    private final List<Check> received = new ArrayList<>();
    private final List<Check> told = new ArrayList<>();
    private final Map<String, String> files = new TreeMap<>();
    private int bytes = 1_000;
    private int partsAtOnce;
    private boolean succeeds = true;
    private @Nullable String missing;

    private Row(String attribute, String remark) {
        this.attribute = attribute;
        this.remark = remark;
    }

    /** @param attribute the field of the job that the row is about */
    static Row of(String attribute) {
        return new Row(attribute, "");
    }

    /** @param remark what the job's fields don't show */
    static Row of(String attribute, String remark) {
        return new Row(attribute, remark);
    }

    /** The published job has this field. */
    Row with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    Row bytes(int count) {
        bytes = count;
        return this;
    }

    /** The media's folder holds this text file; under the media's own name it takes its place. */
    Row file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /**
     * So many parts must be in flight together, and no more: the first ones wait for each other when their bodies have begun, and the services take a
     * second for each full part.
     */
    Row partsAtOnce(int count) {
        partsAtOnce = count;
        return receives(Checks.partsAtOnce(count));
    }

    /** ApplyUpload must carry this; whatever no row names it must not carry. */
    Row applies(String parameter, Object value) {
        applied.put(parameter, String.valueOf(value));
        return receives(Checks.applied(parameter));
    }

    /** ApplyUpload must carry this, which isn't the row's matter. */
    Row besides(String parameter, String value) {
        applied.put(parameter, value);
        return this;
    }

    Row receives(Check check) {
        received.add(check);
        return this;
    }

    Row tells(Check check) {
        told.add(check);
        return this;
    }

    /** The job must fail, or not even be accepted, with this code and field. */
    Row fails(String code, String field) {
        succeeds = false;
        return tells(Checks.failed(code, field));
    }

    /** It is known that more is wanted than this version does. */
    Row missing(String reason) {
        missing = reason;
        return this;
    }

    /** Fields of the job as published. */
    Map<String, Object> json(String jobId, String films) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jobId", jobId);
        json.put("mediaFilePath", FILM);
        fields.forEach((field, value) -> json.put(field, value instanceof String text ? text.replace("<films>", films) : value));
        return json;
    }

    Map<String, String> applied() {
        return applied;
    }

    Map<String, String> files() {
        return files;
    }

    int bytes() {
        return bytes;
    }

    /** 0 where that isn't the row's matter. */
    int partsAtOnce() {
        return partsAtOnce;
    }

    boolean succeeds() {
        return succeeds;
    }

    String name() {
        return attribute + ": " + asked();
    }

    /** The row's line on the page; fails unless all holds. */
    String line(Run run) {
        if (succeeds) {
            Checks.everyUpload(run, this);
        }
        String verdict = missing == null ? "passed" : "**not yet**: " + missing;
        String outcome = told.isEmpty() ? "a media" : seen(told, run);
        return cells("`" + attribute + "`", asked(), seen(received, run), outcome, verdict);
    }

    private String asked() {
        String shown = fields.entrySet()
                .stream()
                .map(e -> "`" + e.getKey() + ": " + Texts.shown(e.getValue()) + "`")
                .collect(
                        Collectors.joining(", "));
        return remark.isEmpty() ? shown : shown.isEmpty() ? remark : shown + "; " + remark;
    }

    private static String seen(List<Check> checks, Run run) {
        return checks.stream().map(check -> check.seen(run)).collect(Collectors.joining("; "));
    }

    /** The line of something that is done but can't be shown. */
    static String notShown(String attribute, String remark, String reason) {
        return cells("`" + attribute + "`", remark, "–", "–", "not shown: " + reason);
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
