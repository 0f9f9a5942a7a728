package dev.longshore.worker.uploader;

/** The share groups' names. */
public record UploaderGroups(String slices, String closings) {}
