package dev.longshore.worker.step;

import dev.longshore.wire.Printable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message must have to be acted upon, taken from the records themselves: every part that isn't marked as nullable is there, and every text
 * can be written again.
 */
public final class Soundness {
    private static final Set<Class<?>> TEXTLESS =
            Set.of(Boolean.class, Integer.class, Long.class, Double.class, Instant.class, Duration.class);

    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).filter(Soundness::mayBeUnsound).map(Soundness::part).toList();
        }
    };

    private Soundness() {}

    private record Part(String name, Method accessor, boolean nullable) {}

    /** @throws UnreadableMessageException naming the part that is missing or no text */
    public static void require(Record message) {
        List<Part> parts = PARTS.get(message.getClass());
        for (Part part : parts) {
            Object value = value(part, message);
            if (value != null) {
                requireSound(part, value);
            } else if (!part.nullable()) {
                throw new UnreadableMessageException("it has no " + part.name(), null);
            }
        }
    }

    private static void requireSound(Part part, @Nullable Object value) {
        switch (value) {
            case null -> throw new UnreadableMessageException("an element of " + part.name() + " is null", null);
            case Record nested -> require(nested);
            case String text when Printable.hasLoneSurrogate(text) ->
                throw new UnreadableMessageException(part.name() + " holds half of a character", null);
            case Collection<?> several -> several.forEach(each -> requireSound(part, each));
            case Map<?, ?> several -> several.values().forEach(each -> requireSound(part, each));
            case DoneUnits done -> done.receipts().forEach(Soundness::require);
            default -> {
            }
        }
    }

    /** Numbers, moments and enums hold no text, so one that may be missing needs no look. */
    private static boolean mayBeUnsound(RecordComponent component) {
        Class<?> type = component.getType();
        boolean textless = TEXTLESS.contains(type) || type.isEnum();
        return !type.isPrimitive() && !(textless && nullable(component));
    }

    private static Part part(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return new Part(component.getName(), accessor, nullable(component));
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object value(Part part, Record message) {
        try {
            return part.accessor().invoke(message);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record's accessor failed: " + part.name(), e);
        }
    }
}
