package dev.longshore.producer.client;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static dev.longshore.producer.client.Sample.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutcomeBookTest {
    private final OutcomeBook book = new OutcomeBook();

    @Test
    void whoAsksFirstIsToldWhenTheJobEnds() {
        book.caughtUp();
        CompletableFuture<Outcome> a = book.outcome("a");
        book.ended(succeeded("b", 1));
        assertThat(a).isNotDone();
        book.ended(succeeded("a", 1));
        assertThat(a.join().jobId()).isEqualTo("a");
        assertThat(book.awaited()).isEmpty();
    }

    @Test
    void whoAsksLateIsToldAtOnceAndAgain() {
        book.caughtUp();
        book.ended(succeeded("a", 1));
        assertThat(book.outcome("a")).isCompleted();
        assertThat(book.outcome("a")).isCompleted();
    }

    @Test
    void whoWantsTheNextOutcomeIsNotToldAnOldOne() {
        book.caughtUp();
        book.ended(failed("a", 1));
        CompletableFuture<Outcome> next = book.next("a");
        assertThat(next).isNotDone();
        book.ended(succeeded("a", 2));
        assertThat(next.join().succeeded()).isTrue();
    }

    @Test
    void anOldRunsFailureDoesNotEndAWaitForTheRunThatGoesOn() {
        CompletableFuture<Outcome> a = book.outcome("a");
        book.ended(failed("a", 1));
        book.progressed(status("a", JobState.UPLOADING, 2, 0, 0));
        book.caughtUp();
        assertThat(a).isNotDone();
        book.ended(succeeded("a", 2));
        assertThat(a.join().run()).isEqualTo(2);
    }

    @Test
    void theOrderInWhichTopicsAreReadDoesNotMatter() {
        CompletableFuture<Outcome> a = book.outcome("a");
        book.progressed(status("a", JobState.SUCCEEDED, 2, 0, 0));
        book.ended(failed("a", 1));
        book.caughtUp();
        assertThat(a).isNotDone();
        book.ended(succeeded("a", 2));
        assertThat(a).isCompleted();
    }

    @Test
    void aKeptOutcomeIsForgottenWhenANewerRunShowsItself() {
        book.caughtUp();
        book.ended(failed("a", 1));
        book.progressed(status("a", JobState.QUEUED, 2, 0, 0));
        assertThat(book.outcome("a")).isNotDone();
    }

    @Test
    void aRefusalAtTheDoorEndsTheWaitWhateverRunIsKnown() {
        book.caughtUp();
        CompletableFuture<Outcome> a = book.outcome("a");
        book.progressed(status("a", JobState.UPLOADING, 3, 0, 0));
        book.ended(new Outcome.Failed(error("a", ErrorCode.CONFLICT, 0)));
        assertThat(a).isCompleted();
    }

    @Test
    void nothingIsJudgedWhileHistoryIsRead() {
        CompletableFuture<Outcome> a = book.outcome("a");
        book.ended(succeeded("a", 1));
        assertThat(a).isNotDone();
        book.caughtUp();
        assertThat(a).isCompleted();
    }

    @Test
    void onlySoManyOutcomesAreKeptForLateAskers() {
        book.caughtUp();
        for (int i = 0; i <= OutcomeBook.MAX_UNASKED; i++) {
            book.ended(succeeded("job-" + i, 1));
        }
        assertThat(book.outcome("job-0")).isNotDone();
        assertThat(book.outcome("job-1")).isCompleted();
    }

    @Test
    void whoStillWaitsWhenNothingMoreWillBeHeardIsToldWhy() {
        CompletableFuture<Outcome> a = book.outcome("a");
        book.close(new IllegalStateException("over"));
        assertThat(a).isCompletedExceptionally();
        assertThat(book.outcome("b")).isCompletedExceptionally();
    }

    @Test
    void aWaiterMayAskForTheNextJobFromItsCallback() {
        book.caughtUp();
        CompletableFuture<Outcome> b = book.outcome("a").thenCompose(_ -> book.outcome("b"));
        book.ended(succeeded("a", 1));
        book.ended(succeeded("b", 1));
        assertThat(b).isCompleted();
    }

    @Test
    void anErrorWithoutJobIdConcernsNobody() {
        book.caughtUp();
        book.ended(new Outcome.Failed(error(null, ErrorCode.MALFORMED_JSON, 0)));
        assertThat(book.awaited()).isEmpty();
    }

    private static Outcome succeeded(String jobId, int run) {
        return new Outcome.Succeeded(result(jobId, run));
    }

    private static Outcome failed(String jobId, int run) {
        return new Outcome.Failed(error(jobId, ErrorCode.SOURCE_NOT_FOUND, run));
    }
}
