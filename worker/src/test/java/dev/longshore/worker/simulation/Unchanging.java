package dev.longshore.worker.simulation;

import dev.longshore.worker.cos.Body;
import dev.longshore.worker.source.SourceFile;
import dev.longshore.worker.source.SourceStorage;
import dev.longshore.worker.source.SourceVersion;
import dev.longshore.worker.step.StepException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** A planted bug: takes every version of a file for the first that it saw. */
final class Unchanging implements SourceStorage {
    private final SourceStorage real;
    private final Map<String, String> first = new HashMap<>();

    Unchanging(SourceStorage real) {
        this.real = real;
    }

    @Override
    public SourceFile open(String path, String field) throws StepException {
        SourceFile file = real.open(path, field);
        return new Same(file, first.computeIfAbsent(path, _ -> file.fingerprint()));
    }

    @Override
    public SourceVersion look(String path, String field) throws StepException {
        return real.look(path, field);
    }

    private record Same(SourceFile file, String fingerprint) implements SourceFile {
        @Override
        public String name() {
            return file.name();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public Body body(long offset, long length, LongConsumer sent) {
            return ((Shelf.Opened) file).bodyUnseenBehind(offset, length, sent);
        }

        @Override
        public void requireUnchanged(String wanted) {}

        @Override
        public void close() {
            file.close();
        }
    }
}
