package dev.longshore.worker.seal;

import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.SessionSecrets;

/** Seals and opens session secrets; a sealed text opens only for the context it was sealed for. */
public interface SessionSeal {

    /** @param context what the text belongs to, such as the job's and session's ids; authenticated, not secret */
    SealedText seal(SessionSecrets secrets, String context);

    /** @throws StepException {@code Internal.KeyUnavailable} if the ring lacks the key, or the text or context was altered */
    SessionSecrets open(SealedText sealed, String context) throws StepException;
}
