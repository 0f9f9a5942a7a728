package dev.longshore.job;

/** What may be published on the topic {@code jobs}: a job, or the wish to cancel one. */
public sealed interface JobRequest permits UploadJob, CancelRequest {}
