package dev.longshore.worker.refusal;

import dev.longshore.job.UploadJobBuilder;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.sandbox.vod.VodSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What VOD refuses, the calls that it may see because of it, and how the job must end. */
final class Case {
    /** How long sessions last. */
    static final Duration LIFETIME = Duration.ofMinutes(30);

    final String what;
    final List<Refusal> refusals;
    final String calls;
    UnaryOperator<UploadJobBuilder> job = UnaryOperator.identity();
    UnaryOperator<VodSettings> account = UnaryOperator.identity();
    int attempts = 1;
    int sessions = 1;
    /** Whether the job is about a playlist whose files VOD tells. */
    boolean playlist;
    /** How many media there are although the job failed. */
    int mediaLeft;
    /** The most calls of one kind where the row says "many". */
    int many;
    @Nullable Failed failed;

    /** With which error it ends. */
    record Failed(ErrorCode code, String serviceCode, @Nullable String field) {}

    private Case(String what, String calls, Refusal... refusals) {
        this.what = what;
        this.calls = calls;
        this.refusals = List.of(refusals);
    }

    /** @param calls all of them by action and answer, each kind where it was first seen */
    static Case of(String what, String calls, Refusal... refusals) {
        return new Case(what, calls, refusals);
    }

    Case job(UnaryOperator<UploadJobBuilder> change) {
        job = change;
        return this;
    }

    Case account(UnaryOperator<VodSettings> change) {
        account = change;
        return this;
    }

    Case many(int most) {
        many = most;
        return this;
    }

    Case playlist() {
        playlist = true;
        return this;
    }

    Case attempts(int count) {
        attempts = count;
        return this;
    }

    Case sessions(int count) {
        sessions = count;
        return this;
    }

    /** The job fails, and the media of its commit exists. */
    Case leavesItsMedia() {
        mediaLeft = 1;
        return this;
    }

    Case fails(ErrorCode code, String serviceCode, @Nullable String field) {
        failed = new Failed(code, serviceCode, field);
        return this;
    }
}
