package dev.longshore.worker.uploader;

import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.seal.SessionSeal;
import dev.longshore.worker.source.SourceStorage;
import dev.longshore.worker.vod.MediaService;

/** The world that steps act on. */
public record StepPorts(SourceStorage sources, MediaService media, ObjectStore objects, SessionSeal seal) {}
