package dev.longshore.bench.micro;

import dev.longshore.job.UploadJob;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.JobCodec;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.TaskId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and writing what passes through Kafka for a job; microseconds a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    private final UploadJob job = Messages.job();
    private final byte[] jobJson = JobCodec.write(job);
    private final Report report = Messages.smallDone(new TaskId(job.jobId(), 1, 1));
    private final byte[] reportJson = StepCodec.write(report);

    @Benchmark
    public UploadJob readJob() throws InvalidJobException {
        return JobCodec.read(jobJson);
    }

    @Benchmark
    public byte[] writeJob() {
        return JobCodec.write(job);
    }

    @Benchmark
    public Report readReport() {
        return StepCodec.readReport(reportJson);
    }

    @Benchmark
    public byte[] writeReport() {
        return StepCodec.write(report);
    }
}
