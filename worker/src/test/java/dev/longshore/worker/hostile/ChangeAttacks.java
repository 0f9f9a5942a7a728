package dev.longshore.worker.hostile;

import static dev.longshore.outcome.ErrorCode.SOURCE_CHANGED;
import static dev.longshore.outcome.ErrorCode.SOURCE_EMPTY;
import static dev.longshore.outcome.ErrorCode.SOURCE_NOT_FOUND;
import static dev.longshore.outcome.ErrorCode.SOURCE_NOT_REGULAR_FILE;
import static dev.longshore.outcome.ErrorCode.SOURCE_OUTSIDE_ROOTS;

import dev.longshore.worker.step.Task;
import dev.longshore.worker.testing.TransferMoments.When;
import java.util.List;
import java.util.function.Predicate;

/** Sources that change under the upload. */
final class ChangeAttacks {
    private static final String FIELD = "mediaFilePath";
    private static final int MIB = 1 << 20;
    /** Parts of 8, 8 and 1 MiB. */
    private static final int THREE_PARTS = 17 * MIB;

    private static final Predicate<Task> NEXT_SLICE = task -> task instanceof Task.Slice slice && slice.checkpoint() != null;
    private static final Predicate<Task> FINISH = Task.Finish.class::isInstance;

    private ChangeAttacks() {}

    /** All three parts are under way when the first bytes of the second one have gone out. */
    static List<Attack> inFlight() {
        return List.of(
                inFlight("grows", Changes::grow).becomesMediaOfTheNewBytes(),
                inFlight("shrinks to half", Changes::shrinkToHalf).becomesMediaOfTheNewBytes(),
                inFlight("is truncated to 0 bytes", Changes::truncate).fails(SOURCE_EMPTY, FIELD, "is empty", 2, 1),
                inFlight("is modified at the same size", Changes::modify).becomesMediaOfTheNewBytes(),
                inFlight("gets a new time of change and no other bytes", Changes::touch).becomesMediaOfTheNewBytes(),
                inFlight("is replaced by another file of the same size (renamed over it)", Changes::replace).becomesMediaOfTheNewBytes(),
                inFlight("is deleted", Changes::delete).fails(SOURCE_NOT_FOUND, FIELD, "does not exist", 2, 1),
                inFlight("is replaced by a folder", Changes::replaceByFolder).fails(SOURCE_NOT_REGULAR_FILE, FIELD, "is a folder", 2, 1),
                inFlight("is replaced by a pipe", Changes::replaceByPipe).fails(SOURCE_NOT_REGULAR_FILE, FIELD, "is a pipe", 2, 1),
                inFlight("is replaced by a link to a file outside the root", Changes::replaceByLinkOut)
                        .fails(SOURCE_OUTSIDE_ROOTS, FIELD, "leads to a place outside the roots", 2, 1),
                Attack.of("grows whenever its second part goes out")
                        .bytes(THREE_PARTS)
                        .everyTime(When.IN_BODY, "putPart 2", Changes::grow)
                        .fails(SOURCE_CHANGED, FIELD, "was written to during the upload", 5, 5));
    }

    private static Attack inFlight(String what, Attack.FileAct change) {
        return Attack.of(what).bytes(THREE_PARTS).once(When.IN_BODY, "putPart 2", change);
    }

    static List<Attack> small() {
        return List.of(
                Attack.of("small file is modified while it goes up in one request")
                        .bytes(300_000)
                        .once(When.IN_BODY, "put", Changes::modify)
                        .becomesMediaOfTheNewBytes(),
                Attack.of("small file is truncated while it goes up in one request")
                        .bytes(300_000)
                        .once(When.IN_BODY, "put", Changes::truncate)
                        .fails(SOURCE_EMPTY, FIELD, "is empty", 2, 1),
                Attack.of("small file is replaced right before its request")
                        .once(When.BEFORE, "put", Changes::replace)
                        .becomesMediaOfTheNewBytes(),
                Attack.of("small file is deleted right after its request")
                        .once(When.AFTER, "put", Changes::delete)
                        .fails(SOURCE_NOT_FOUND, FIELD, "does not exist", 2, 1),
                Attack.of("small file is modified at every try")
                        .everyTime(When.BEFORE, "put", Changes::modify)
                        .fails(SOURCE_CHANGED, FIELD, "was written to during the upload", 5, 5));
    }

    /** One part a slice. */
    static List<Attack> betweenSlices() {
        return List.of(
                between("grows", Changes::grow).becomesMediaOfTheNewBytes(),
                between("shrinks to half", Changes::shrinkToHalf).becomesMediaOfTheNewBytes(),
                between("is modified at the same size", Changes::modify).becomesMediaOfTheNewBytes(),
                between("is replaced by a copy with the same bytes and time", Changes::replaceByCopy).becomesMediaOfTheNewBytes(),
                between("is moved, and a link to it left in its place", Changes::replaceByLinkInside).becomesMediaOfTheOldBytes(),
                between("is deleted", Changes::delete).fails(SOURCE_NOT_FOUND, FIELD, "does not exist", 1, 1),
                between("is replaced by a pipe", Changes::replaceByPipe).fails(SOURCE_NOT_REGULAR_FILE, FIELD, "is a pipe", 1, 1),
                between("is replaced by a link to a file outside the root", Changes::replaceByLinkOut)
                        .fails(SOURCE_OUTSIDE_ROOTS, FIELD, "leads to a place outside the roots", 1, 1),
                Attack.of("grows before each further slice")
                        .bytes(THREE_PARTS)
                        .unitByUnit()
                        .wheneverQueued(NEXT_SLICE, Changes::grow)
                        .fails(SOURCE_CHANGED, FIELD, "changed since the upload began", 5, 5));
    }

    private static Attack between(String what, Attack.FileAct change) {
        return Attack.of(what).bytes(THREE_PARTS).unitByUnit().onceQueued(NEXT_SLICE, change);
    }

    /** The file isn't needed any more, or the change can't be seen. */
    static List<Attack> tooLateToMatter() {
        return List.of(
                Attack.of("is deleted when all its parts are stored, before they are put together")
                        .bytes(THREE_PARTS)
                        .onceQueued(FINISH, Changes::delete)
                        .becomesMediaOfTheOldBytes(),
                Attack.of("is modified when the object is complete, before it is committed")
                        .bytes(THREE_PARTS)
                        .once(When.AFTER, "complete", Changes::modify)
                        .becomesMediaOfTheOldBytes(),
                Attack.of(
                        "is modified in a part that is stored, and its time of change set back: a change that leaves size, time and inode "
                                + "alone is not noticed")
                        .bytes(THREE_PARTS)
                        .unitByUnit()
                        .once(When.BEFORE, "putPart 3", Changes::modifySecretly)
                        .becomesMediaOfTheOldBytes());
    }
}
