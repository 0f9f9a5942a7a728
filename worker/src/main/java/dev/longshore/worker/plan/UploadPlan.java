package dev.longshore.worker.plan;

import dev.longshore.worker.step.PartedObject;
import dev.longshore.worker.step.PlanSummary;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The objects of an upload and the units they go up in. Units are computed when asked for, so a plan of many thousand is as small as one of two.
 *
 * @param objects in the order of their numbers, which count from 0; the media is the first
 */
public record UploadPlan(List<PlannedObject> objects) {
    /** Raised with every change that makes other units of the same files. */
    public static final int FORMAT = 1;

    /** The media's number. */
    public static final int MEDIA = 0;

    public UploadPlan {
        objects = List.copyOf(objects);
        int unit = 0;
        for (int i = 0; i < objects.size(); i++) {
            PlannedObject object = objects.get(i);
            if (object.number() != i || object.firstUnit() != unit) {
                throw new IllegalArgumentException("objects out of order: " + objects);
            }
            unit = Math.addExact(unit, object.units());
        }
        if (objects.isEmpty() || objects.getFirst().kind() != PlannedObject.Kind.MEDIA) {
            throw new IllegalArgumentException("a plan begins with the media: " + objects);
        }
    }

    public PlannedObject media() {
        return objects.getFirst();
    }

    public int units() {
        PlannedObject last = objects.getLast();
        return last.firstUnit() + last.units();
    }

    public long bytes() {
        return objects.stream().mapToLong(PlannedObject::bytes).sum();
    }

    /** The unit at an index. */
    public PlannedUnit unit(int index) {
        Objects.checkIndex(index, units());
        int low = 0;
        int high = objects.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (objects.get(middle).firstUnit() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return objects.get(low).unit(index);
    }

    /** SHA-256, as 64 hex digits, of a text that says all that units follow from. */
    public String digest() {
        StringBuilder text = new StringBuilder("longshore plan ").append(FORMAT).append('\n');
        for (PlannedObject object : objects) {
            text.append(object.number()).append(' ').append(object.kind()).append(' ');
            text.append(object.bytes()).append(' ').append(object.partBytes());
            text.append(object.path() == null ? "" : " " + object.path()).append('\n');
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private long largestUnit() {
        return objects.stream().mapToLong(object -> object.unit(object.firstUnit()).length()).max().orElseThrow();
    }

    public PlanSummary summary(String fingerprint) {
        List<PartedObject> parted = objects.stream().filter(PlannedObject::multipart).map(PlannedObject::parted).toList();
        return new PlanSummary(digest(), units(), bytes(), media().bytes(), largestUnit(), parted, fingerprint);
    }
}
