package dev.longshore.worker.source;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;

/** Mounted folders as source storage. Thread-safe. */
public final class RootedStorage implements SourceStorage, AutoCloseable {
    private final Roots roots;
    private final boolean inodeInFingerprint;
    private final BoundedOpener opener;

    public RootedStorage(SourceSettings settings) {
        this.roots = new Roots(settings.roots());
        this.inodeInFingerprint = settings.inodeInFingerprint();
        this.opener = new BoundedOpener(settings.openTimeout());
    }

    @Override
    public SourceFile open(String path, String field) throws StepException {
        SourceFailures failures = new SourceFailures(path, field);
        return opener.open(() -> openNow(path, failures), failures);
    }

    @Override
    public SourceVersion look(String path, String field) throws StepException {
        SourceFailures failures = new SourceFailures(path, field);
        return opener.look(() -> lookNow(path, failures), failures);
    }

    @Override
    public void close() {
        opener.close();
    }

    private SourceFile openNow(String path, SourceFailures failures) throws StepException {
        Roots.RealPath real = roots.resolve(path, failures);
        JailedOpen.Opened opened = new JailedOpen(failures).open(real);
        SourceFile file = new OpenedFile(opened.channel(), real.path(), real.name(), opened.identity(), inodeInFingerprint, failures);
        if (file.size() == 0) {
            file.close();
            throw empty(failures);
        }
        return file;
    }

    private SourceVersion lookNow(String path, SourceFailures failures) throws StepException {
        FileIdentity identity = new JailedOpen(failures).look(roots.resolve(path, failures));
        if (identity.size() == 0) {
            throw empty(failures);
        }
        return new SourceVersion(identity.size(), identity.fingerprint(inodeInFingerprint));
    }

    private static StepException empty(SourceFailures failures) {
        return failures.of(ErrorCode.SOURCE_EMPTY, Remedy.GIVE_UP, "is empty");
    }
}
