package dev.longshore.worker.plan;

import static dev.longshore.worker.plan.PlannedObject.Kind.BUNDLED;
import static dev.longshore.worker.plan.PlannedObject.Kind.COVER;
import static dev.longshore.worker.plan.PlannedObject.Kind.MEDIA;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans.
 *
 * <p>A file of at most {@link #PUT_MOST} goes up in one PUT, a larger one in parts. Parts are {@link #PART_LEAST} until there would be more than
 * {@link #PARTS_COMFORTABLE} of them in the plan, since a job's receipts (some 100 bytes a part) travel in each of its tasks; then they grow, up to
 * {@link #PART_COMFORTABLE}; then their number does, up to COS's {@link #PARTS_MOST}; then their size again, up to COS's {@link #PART_MOST}.
 *
 * <p>In a bundle at most {@link #PARTED_FILES_MOST} files go up in parts, for the same reason: if more are larger, the largest that goes up in one
 * PUT is doubled until that holds, or COS's limit is reached.
 */
public final class Planner {
    public static final long MIB = 1L << 20;
    public static final long GIB = 1L << 30;

    /** The largest file that goes up in one PUT: two requests fewer, and at most so much is sent again after a failure. */
    public static final long PUT_MOST = 16 * MIB;

    public static final long PART_LEAST = 8 * MIB;
    public static final int PARTS_COMFORTABLE = 2_000;
    public static final long PART_COMFORTABLE = GIB;
    public static final int PARTED_FILES_MOST = 100;

    /** COS's limits. */
    public static final int PARTS_MOST = 10_000;

    public static final long PART_MOST = 5 * GIB;
    public static final long FILE_MOST = PARTS_MOST * PART_MOST;

    private Planner() {}

    /**
     * A plan for one file.
     *
     * @param coverBytes the cover's size, if there is a cover
     * @throws StepException {@code Source.TooLarge}, with the job's field
     */
    public static UploadPlan plan(long mediaBytes, OptionalLong coverBytes) throws StepException {
        return plan(mediaBytes, coverBytes, List.of());
    }

    /**
     * A plan for a file or a bundle.
     *
     * @param mediaBytes the media file's size, or the manifest's
     * @param coverBytes the cover's size, if there is a cover
     * @param bundled the files that go up with the manifest, always in the same order
     * @throws StepException {@code Source.TooLarge}, with the job's field
     */
    public static UploadPlan plan(long mediaBytes, OptionalLong coverBytes, List<BundledFile> bundled) throws StepException {
        requireAtMost(FILE_MOST, mediaBytes, "mediaFilePath", null);
        for (BundledFile file : bundled) {
            requireAtMost(FILE_MOST, file.bytes(), "mediaFilePath", file.path());
        }
        List<Long> sizes = new ArrayList<>();
        sizes.add(mediaBytes);
        bundled.forEach(file -> sizes.add(file.bytes()));
        Cut cut = Cut.of(sizes);
        Numbering objects = new Numbering();
        objects.add(MEDIA, null, mediaBytes, cut.partBytes(mediaBytes));
        if (coverBytes.isPresent()) {
            long bytes = coverBytes.getAsLong();
            requireAtMost(PART_MOST, bytes, "coverFilePath", null);
            objects.add(COVER, null, bytes, 0);
        }
        for (BundledFile file : bundled) {
            objects.add(BUNDLED, file.path(), file.bytes(), cut.partBytes(file.bytes()));
        }
        return new UploadPlan(objects.all);
    }

    /**
     * How the files of a plan are cut.
     *
     * @param putMost the largest file that goes up in one PUT
     * @param comfortable the part size that keeps the plan's parts few enough
     */
    private record Cut(long putMost, long comfortable) {
        static Cut of(List<Long> sizes) {
            long putMost = PUT_MOST;
            while (putMost < PART_MOST && larger(sizes, putMost).count() > PARTED_FILES_MOST) {
                putMost = Math.min(2 * putMost, PART_MOST);
            }
            long total = larger(sizes, putMost).sum();
            return new Cut(putMost, Math.clamp(Math.ceilDiv(total, PARTS_COMFORTABLE), PART_LEAST, PART_COMFORTABLE));
        }

        private static LongStream larger(List<Long> sizes, long than) {
            return sizes.stream().mapToLong(Long::longValue).filter(bytes -> bytes > than);
        }

        /** 0 for a file that goes up in one PUT. */
        long partBytes(long bytes) {
            if (bytes <= putMost) {
                return 0;
            }
            long part = Math.max(comfortable, Math.ceilDiv(bytes, PARTS_MOST));
            return Math.ceilDiv(part, MIB) * MIB;
        }
    }

    /** Numbers objects and units. */
    private static final class Numbering {
        final List<PlannedObject> all = new ArrayList<>();
        private int units;

        void add(PlannedObject.Kind kind, @Nullable String path, long bytes, long partBytes) {
            PlannedObject object = new PlannedObject(all.size(), kind, path, bytes, partBytes, units);
            units = Math.addExact(units, object.units());
            all.add(object);
        }
    }

    private static void requireAtMost(long most, long bytes, String field, @Nullable String path) throws StepException {
        if (bytes > most) {
            String of = path == null ? "" : path + " has ";
            throw new StepException(
                    Failure.ofField(ErrorCode.SOURCE_TOO_LARGE, field, of + bytes + " bytes; at most " + most + " can be uploaded"));
        }
    }
}
