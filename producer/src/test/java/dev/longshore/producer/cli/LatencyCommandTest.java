package dev.longshore.producer.cli;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyCommandTest {
    @Test
    void itPublishesDistinctJobsAndPrintsTheSpread() {
        Bench bench = new Bench((kafka, job) -> kafka.publish(result(job.jobId(), 1)));
        int exit = bench.run("", "latency", "--jobs", "20", "--warm-up", "5", "--interval", "0ms", "--file", "/a.mp4", "--file", "/b.mp4");
        assertThat(exit).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).hasSize(25).extracting(UploadJob::jobId).doesNotHaveDuplicates();
        assertThat(bench.published()).filteredOn(job -> job.mediaFilePath().equals("/b.mp4")).hasSize(12);
        assertThat(bench.out().getFirst()).matches("20 jobs, job to result in ms: p50 [\\d.]+  p95 [\\d.]+  p99 [\\d.]+  min .*");
    }

    @Test
    void failedJobsAreTold() {
        Bench bench = new Bench((kafka, job) -> kafka.publish(error(job.jobId(), ErrorCode.SOURCE_NOT_FOUND, 1)));
        assertThat(bench.run("", "latency", "--jobs", "2", "--warm-up", "0", "--interval", "0ms", "--file", "/a.mp4"))
                .isEqualTo(ExitCodes.JOBS_FAILED);
        assertThat(bench.err()).contains("2 jobs failed", "Source.NotFound");
    }

    @Test
    void jobsWithoutResultAreTold() {
        Bench bench = new Bench();
        int exit = bench.run("", "latency", "--jobs", "2", "--warm-up", "0", "--interval", "0ms", "--timeout", "1ms", "--file", "/a.mp4");
        assertThat(exit).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(bench.err()).contains("2 jobs have not ended");
    }

    @Test
    void percentilesAreTimesThatWereMeasured() {
        Latencies hundred = Latencies.of(LongStream.rangeClosed(1, 100).map(millis -> millis * 1_000_000).boxed().toList());
        assertThat(hundred).isEqualTo(new Latencies(100, 1, 50, 95, 99, 100, 50.5));
        assertThat(Latencies.of(List.of(7_000_000L))).isEqualTo(new Latencies(1, 7, 7, 7, 7, 7, 7));
    }
}
