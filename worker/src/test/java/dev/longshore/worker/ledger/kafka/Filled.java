package dev.longshore.worker.ledger.kafka;

import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.UnitReceipt;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes records in which everything is there, optional or not, and no two values are equal, so that whatever is lost or mixed up shows. */
final class Filled {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private int next = 1;

    <T extends Record> T of(Class<T> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Object[] values = Arrays.stream(components).map(component -> value(component.getGenericType())).toArray();
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't fill " + type, e);
        }
    }

    private Object value(Type type) {
        return switch (type) {
            case ParameterizedType several when several.getRawType() == List.class -> List.of(value(several.getActualTypeArguments()[0]));
            case ParameterizedType pairs when pairs.getRawType() == Map.class ->
                Map.of(value(pairs.getActualTypeArguments()[0]), value(pairs.getActualTypeArguments()[1]));
            case Class<?> single -> value(single);
            default -> throw new IllegalArgumentException("no value of " + type);
        };
    }

    private Object value(Class<?> type) {
        int number = next++;
        if (type == String.class) {
            return "text-" + number;
        } else if (type == int.class || type == Integer.class) {
            return number;
        } else if (type == long.class || type == Long.class) {
            return (long) number;
        } else if (type == boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return START.plusMillis(number);
        } else if (type == OffsetDateTime.class) {
            return START.plusMillis(number).atOffset(ZoneOffset.ofHours(8));
        } else if (type == DoneUnits.class) {
            return DoneUnits.of(List.of(of(UnitReceipt.class), UnitReceipt.bare(next++, next++)));
        } else if (type.isEnum()) {
            return type.getEnumConstants()[number % type.getEnumConstants().length];
        } else if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("no value of " + type);
    }
}
