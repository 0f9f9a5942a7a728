package dev.longshore.bench.micro;

import dev.longshore.worker.cos.Crc64;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
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

/** Checksums over a piece of 128 KiB, as a body is sent; operations a second, so an eighth of the figure is MiB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChecksumBenchmark {
    private static final int PIECE = 128 * 1024;

    private final byte[] piece = piece();

    private static byte[] piece() {
        byte[] bytes = new byte[PIECE];
        new SplittableRandom(1).nextBytes(bytes);
        return bytes;
    }

    /** Ours. */
    @Benchmark
    public long crc64() {
        Crc64 crc = new Crc64();
        crc.update(piece, 0, PIECE);
        return crc.value();
    }

    /** {@code cos_api}'s. */
    @Benchmark
    public long crc64OfCosApi() {
        com.qcloud.cos.utils.CRC64 crc = new com.qcloud.cos.utils.CRC64();
        crc.update(piece, PIECE);
        return crc.getValue();
    }

    /** What {@code cos_api} computes over every part. */
    @Benchmark
    public byte[] md5() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("MD5").digest(piece);
    }
}
