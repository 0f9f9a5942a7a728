package dev.longshore.sandbox.vod;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One action of the API: takes checked fields and returns the members of {@code Response}. */
interface VodAction {

    /** The request fields it knows; others are refused before it is asked. */
    Set<String> fields();

    Map<String, @Nullable Object> answer(RequestFields request) throws VodException;
}
