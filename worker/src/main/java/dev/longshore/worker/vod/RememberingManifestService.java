package dev.longshore.worker.vod;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.StepException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the answers for equal manifests: each slice of a bundle reads its manifests again, and VOD is asked once a worker. Holds at most
 * {@value #MOST_FILES} names of files, those asked for last. Thread-safe.
 */
public final class RememberingManifestService implements ManifestService {
    public static final int MOST_FILES = 200_000;

    private final ManifestService service;
    private final ReentrantLock lock = new ReentrantLock();
    /** The one asked for longest ago is first. */
    private final Map<Key, List<String>> answers = new LinkedHashMap<>(16, 0.75f, true);
    private int files;

    /** What an answer depends on. Accounts may be served by different versions of the service, so their answers are kept apart. */
    private record Key(String credentials, String region, String type, String digest) {}

    public RememberingManifestService(ManifestService service) {
        this.service = service;
    }

    @Override
    public List<String> parse(UploadJob job, String type, String content) throws StepException {
        Key key = new Key(String.valueOf(job.credentials()), String.valueOf(job.region()), type, digest(content));
        List<String> known = known(key);
        if (known != null) {
            return known;
        }
        List<String> answer = List.copyOf(service.parse(job, type, content));
        remember(key, answer);
        return answer;
    }

    private @Nullable List<String> known(Key key) {
        lock.lock();
        try {
            return answers.get(key);
        } finally {
            lock.unlock();
        }
    }

    private void remember(Key key, List<String> answer) {
        lock.lock();
        try {
            List<String> before = answers.put(key, answer);
            files += weight(answer) - (before == null ? 0 : weight(before));
            Iterator<List<String>> oldest = answers.values().iterator();
            while (files > MOST_FILES && oldest.hasNext()) {
                files -= weight(oldest.next());
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** An answer without files takes room, too. */
    private static int weight(List<String> answer) {
        return answer.size() + 1;
    }

    private static String digest(String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
