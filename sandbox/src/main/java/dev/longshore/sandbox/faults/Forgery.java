package dev.longshore.sandbox.faults;

import java.util.function.UnaryOperator;

/**
 * The client gets another answer than the service's.
 *
 * @param reachesService whether the service does what is asked; else it never hears of the call
 * @param answer makes the answer of the service's, or of {@link Answer#NONE} where the service wasn't asked
 */
public record Forgery(boolean reachesService, UnaryOperator<Answer> answer) implements Treatment {

    /** In the service's place. */
    public static Forgery instead(Answer answer) {
        return new Forgery(false, _ -> answer);
    }

    /** The service does it all; its answer is changed. */
    public static Forgery of(UnaryOperator<Answer> change) {
        return new Forgery(true, change);
    }
}
