package dev.longshore.worker.expiry;

import static dev.longshore.worker.expiry.Case.LIFETIME;

import dev.longshore.sandbox.cos.ExpiredCertificate;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.testing.TransferMoments.When;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The table. A certificate lasts an hour where a row doesn't say otherwise. */
final class Cases {
    private static final Duration HOURS = Duration.ofHours(3);
    private static final Predicate<Task> NEXT_SLICE = task -> task instanceof Task.Slice slice && slice.checkpoint() != null;
    private static final Predicate<Task> FINISH = Task.Finish.class::isInstance;

    private Cases() {}

    static List<Case> seenBefore() {
        return List.of(
                Case.of("a slice is queued until four minutes are left: too few, and nothing is sent with that certificate")
                        .unitByUnit()
                        .withoutARefusal()
                        .queued(LIFETIME.minusMinutes(4), 0, NEXT_SLICE)
                        .startsOver(0),
                Case.of("the last slice is queued until four minutes are left")
                        .unitByUnit()
                        .withoutARefusal()
                        .queued(LIFETIME.minusMinutes(4), 1, NEXT_SLICE)
                        .startsOver(0),
                Case.of("a slice is queued until six minutes are left: it goes on")
                        .unitByUnit()
                        .withoutARefusal()
                        .queued(LIFETIME.minusMinutes(6), 0, NEXT_SLICE)
                        .succeedsInItsSession(1),
                Case.of("a slice is queued for hours").unitByUnit().withoutARefusal().queued(HOURS, 0, NEXT_SLICE).startsOver(1));
    }

    static List<Case> toldByCos() {
        return List.of(
                Case.of("InitiateMultipartUpload is refused: `ExpiredToken`").passes(HOURS, When.BEFORE, "initiate").startsOver(0),
                Case.of("PutObject is refused: `ExpiredToken`").small().passes(HOURS, When.BEFORE, "put").startsOver(0),
                Case.of("PutObject is refused: `AccessDenied`, \"Request has expired\"")
                        .small()
                        .form(ExpiredCertificate.REQUEST)
                        .passes(HOURS, When.BEFORE, "put")
                        .startsOver(0),
                Case.of("UploadPart is refused: `ExpiredToken`").passes(HOURS, When.BEFORE, "putPart 2").startsOver(1),
                Case.of("UploadPart is refused: `AccessDenied`, \"Request has expired\"")
                        .form(ExpiredCertificate.REQUEST)
                        .passes(HOURS, When.BEFORE, "putPart 2")
                        .startsOver(1),
                Case.of("the certificate expires while the last part is under way, which is taken, and the slice ends")
                        .unitByUnit()
                        .passes(LIFETIME, When.IN_BODY, "putPart 3")
                        .startsOver(1),
                Case.of("CompleteMultipartUpload is refused: `ExpiredToken`").passes(HOURS, When.BEFORE, "complete").startsOver(1),
                Case.of("CompleteMultipartUpload is refused: `AccessDenied`, \"Request has expired\"")
                        .form(ExpiredCertificate.REQUEST)
                        .passes(HOURS, When.BEFORE, "complete")
                        .startsOver(1),
                behind(ExpiredCertificate.TOKEN, "`ExpiredToken`"),
                behind(ExpiredCertificate.REQUEST, "`AccessDenied`, \"Request has expired\""));
    }

    /** Uploads, and the abort of what was begun, are refused although the worker thinks that there is time. */
    private static Case behind(ExpiredCertificate form, String words) {
        return Case.of("the worker's clock is two hours behind, so UploadPart and AbortMultipartUpload are refused: " + words)
                .serviceAhead(Duration.ofHours(2))
                .form(form)
                .unitByUnit()
                .queued(LIFETIME.plusMinutes(1), 0, NEXT_SLICE)
                .startsOver(1);
    }

    static List<Case> toldByVod() {
        return List.of(
                Case.of("the finish of a small file is queued for hours: CommitUpload is refused")
                        .small()
                        .queued(HOURS, 0, FINISH)
                        .startsOver(0),
                Case.of("the finish of a large file is queued for hours: CompleteMultipartUpload is refused")
                        .queued(HOURS, 0, FINISH)
                        .startsOver(1),
                Case.of("CommitUpload is refused behind a CompleteMultipartUpload that was not")
                        .passes(HOURS, When.AFTER, "complete")
                        .startsOverBehindACompleteUpload(),
                Case.of("CommitUpload's answer is lost, the next is refused, and the search shows the media a minute later")
                        .small()
                        .commitAnswerLost()
                        .succeedsInItsSession(1),
                Case.of("CommitUpload's answer is lost, the next finish is queued for hours and its CommitUpload refused: the media is found")
                        .small()
                        .commitAnswerLost()
                        .queued(HOURS, 1, FINISH)
                        .succeedsInItsSession(1));
    }

    static List<Case> bounded() {
        return List.of(
                Case.of("certificates never last: PutObject").small().lifetime(Duration.ZERO).endsAfterFiveSessions(0),
                Case.of("certificates never last: InitiateMultipartUpload").lifetime(Duration.ZERO).endsAfterFiveSessions(0),
                Case.of("certificates never last long enough for the first part")
                        .unitByUnit()
                        .alwaysPasses(LIFETIME, When.AFTER, "putPart 1")
                        .endsAfterFiveSessions(5),
                Case.of("certificates never last until the parts are put together")
                        .alwaysPasses(LIFETIME, When.BEFORE, "complete")
                        .endsAfterFiveSessions(5),
                Case.of("certificates never last until the commit")
                        .small()
                        .alwaysPasses(LIFETIME, When.AFTER, "put")
                        .endsAfterFiveSessions(0),
                Case.of("certificates last three minutes, which is less than a further slice wants")
                        .unitByUnit()
                        .lifetime(Duration.ofMinutes(3))
                        .endsAfterFiveSessions(0),
                Case.of("certificates last three minutes, and one slice is enough")
                        .lifetime(Duration.ofMinutes(3))
                        .succeedsInItsSession(1));
    }
}
