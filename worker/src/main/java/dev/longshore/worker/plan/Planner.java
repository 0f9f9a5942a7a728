package dev.longshore.worker.plan;

import static dev.longshore.worker.plan.PlannedObject.Kind.COVER;
import static dev.longshore.worker.plan.PlannedObject.Kind.MEDIA;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Makes plans.
 *
 * <p>A file of at most {@link #PUT_MOST} goes up in one PUT, a larger one in parts. Parts are {@link #PART_LEAST} until there would be more than
 * {@link #PARTS_COMFORTABLE} of them, since a job's receipts (some 100 bytes a part) travel in each of its tasks; then they grow, up to {@link
 * #PART_COMFORTABLE}; then their number does, up to COS's {@link #PARTS_MOST}; then their size again, up to COS's {@link #PART_MOST}.
 */
public final class Planner {
    public static final long MIB = 1L << 20;
    public static final long GIB = 1L << 30;

    /** The largest file that goes up in one PUT: two requests fewer, and at most so much is sent again after a failure. */
    public static final long PUT_MOST = 16 * MIB;

    public static final long PART_LEAST = 8 * MIB;
    public static final int PARTS_COMFORTABLE = 2_000;
    public static final long PART_COMFORTABLE = GIB;

    /** COS's limits. */
    public static final int PARTS_MOST = 10_000;

    public static final long PART_MOST = 5 * GIB;
    public static final long FILE_MOST = PARTS_MOST * PART_MOST;

    private Planner() {}

    /**
     * @param coverBytes the cover's size, if there is a cover
     * @throws StepException {@code Source.TooLarge}, with the job's field
     */
    public static UploadPlan plan(long mediaBytes, OptionalLong coverBytes) throws StepException {
        if (mediaBytes > FILE_MOST) {
            throw tooLarge("mediaFilePath", mediaBytes, FILE_MOST);
        }
        List<PlannedObject> objects = new ArrayList<>();
        PlannedObject media = new PlannedObject(UploadPlan.MEDIA, MEDIA, mediaBytes, partBytes(mediaBytes), 0);
        objects.add(media);
        if (coverBytes.isPresent()) {
            long bytes = coverBytes.getAsLong();
            if (bytes > PART_MOST) {
                throw tooLarge("coverFilePath", bytes, PART_MOST);
            }
            objects.add(new PlannedObject(UploadPlan.COVER, COVER, bytes, 0, media.units()));
        }
        return new UploadPlan(objects);
    }

    private static long partBytes(long bytes) {
        if (bytes <= PUT_MOST) {
            return 0;
        }
        long comfortable = Math.clamp(Math.ceilDiv(bytes, PARTS_COMFORTABLE), PART_LEAST, PART_COMFORTABLE);
        long part = Math.max(comfortable, Math.ceilDiv(bytes, PARTS_MOST));
        return Math.ceilDiv(part, MIB) * MIB;
    }

    private static StepException tooLarge(String field, long bytes, long most) {
        return new StepException(
                Failure.ofField(ErrorCode.SOURCE_TOO_LARGE, field, bytes + " bytes; at most " + most + " can be uploaded"));
    }
}
