package dev.longshore.worker.simulation;

import dev.longshore.worker.cos.Body;
import dev.longshore.worker.source.SourceFile;
import dev.longshore.worker.source.SourceStorage;
import dev.longshore.worker.source.SourceVersion;
import dev.longshore.worker.step.StepException;
import java.util.function.LongConsumer;

/** A planted bug: a body's last bytes go out before the source is looked at again. */
record Prompt(SourceStorage real) implements SourceStorage {
    @Override
    public SourceFile open(String path, String field) throws StepException {
        return new Unseen((Shelf.Opened) real.open(path, field));
    }

    @Override
    public SourceVersion look(String path, String field) throws StepException {
        return real.look(path, field);
    }

    private record Unseen(Shelf.Opened file) implements SourceFile {
        @Override
        public String name() {
            return file.name();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public String fingerprint() {
            return file.fingerprint();
        }

        @Override
        public Body body(long offset, long length, LongConsumer sent) {
            return file.bodyUnseenBehind(offset, length, sent);
        }

        @Override
        public void requireUnchanged(String fingerprint) throws StepException {
            file.requireUnchanged(fingerprint);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
