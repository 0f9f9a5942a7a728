package dev.longshore.worker.uploader;

/** The groups' names, one for each queue: the members of a group that reads two topics would be divided among them. */
public record UploaderGroups(String slices, String resumes, String closings) {}
