package dev.longshore.worker.testkit;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.seal.SessionSeal;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.SessionSecrets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Seals by keeping the secrets to itself; opens a text only for the context it was sealed for. Thread-safe. */
public final class MemorySeal implements SessionSeal {
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(SessionSecrets secrets, String context) {}

    @Override
    public SealedText seal(SessionSecrets secrets, String context) {
        String text = "sealed-" + (kept.size() + 1);
        kept.put(text, new Kept(secrets, context));
        return new SealedText("k1", text);
    }

    @Override
    public SessionSecrets open(SealedText sealed, String context) throws StepException {
        Kept found = kept.get(sealed.text());
        if (found == null || !found.context().equals(context)) {
            throw new StepException(Failure.of(ErrorCode.KEY_UNAVAILABLE, Remedy.RETRY, "the sealed text does not open for " + context));
        }
        return found.secrets();
    }
}
