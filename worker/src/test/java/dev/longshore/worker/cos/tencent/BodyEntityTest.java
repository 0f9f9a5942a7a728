package dev.longshore.worker.cos.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.worker.bandwidth.Pace;
import dev.longshore.worker.cos.Crc64;
import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.PacedBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyEntityTest {
    private static final Duration STALL = Duration.ofSeconds(30);

    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean cut = new AtomicBoolean();
    private final StallWatch watch = new StallWatch(STALL, now::get);
    private final MemoryBody body = MemoryBody.ofSize(1_000_000);
    private final BodyEntity entity = new BodyEntity(body, watch, () -> cut.set(true));

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void writesTheBodyInLargePiecesAndChecksumsIt() throws IOException {
        AtomicLong pieces = new AtomicLong();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                pieces.incrementAndGet();
                super.write(bytes, offset, length);
            }
        };

        entity.writeTo(out);

        assertThat(out.toByteArray()).isEqualTo(body.bytes());
        assertThat(Crc64.hex(entity.crc64())).isEqualTo(body.crc64());
        int growing = (8 + 16 + 32 + 64) * 1024;
        assertThat(pieces.get()).isEqualTo(4 + Math.ceilDiv(1_000_000 - growing, 128 * 1024));
        assertThat(body.bytesSent()).isEqualTo(1_000_000);
    }

    @Test
    void aTransferThatMovesIsNotCutHoweverLongItTakes() throws IOException {
        entity.writeTo(new Peer() {
            @Override
            void accept() {
                pass(STALL.minusMillis(1));
            }
        });

        assertThat(cut).isFalse();
        assertThat(Duration.ofNanos(now.get())).isGreaterThan(STALL.multipliedBy(7));
    }

    /** 1 Mbit/s among 32 transfers: 128 KiB would take longer than the time-out. */
    @Test
    void aTransferThatHasASmallShareOfASlowLineIsNotCut() throws IOException {
        long share = 125_000 / 32;
        entity.writeTo(new Peer() {
            @Override
            void accept() {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
                for (int left = length; left > 0; left -= 1024) {
                    pass(Duration.ofMillis(1_000L * Math.min(left, 1024) / share));
                }
            }
        });

        assertThat(cut).isFalse();
        assertThat(Duration.ofNanos(now.get())).isGreaterThan(Duration.ofSeconds(250));
        assertThat(body.bytesSent()).isEqualTo(1_000_000);
    }

    /** As it is when the line gets slow under a transfer that was fast: the piece on its way decides. */
    @Test
    void piecesGetSmallAgainWhenTheLineGetsSlow() throws IOException {
        List<Integer> pieces = new ArrayList<>();
        entity.writeTo(new Peer() {
            @Override
            void accept() {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
                pieces.add(length);
                if (pieces.size() > 5) {
                    pass(Duration.ofSeconds(2));
                }
            }
        });

        assertThat(pieces.subList(0, 11))
                .containsExactly(8 * 1024, 16 * 1024, 32 * 1024, 64 * 1024, 128 * 1024, 128 * 1024, 64 * 1024, 32 * 1024, 16 * 1024,
                        8 * 1024,
                        8 * 1024);
        assertThat(cut).isFalse();
    }

    @Test
    void aTransferThatStopsIsCutAndSaysSo() {
        Peer stuck = new Peer() {
            @Override
            void accept() throws IOException {
                pass(STALL.plusMillis(1));
                throw new SocketException("Socket closed");
            }
        };

        assertThatThrownBy(() -> entity.writeTo(stuck)).isInstanceOf(SocketTimeoutException.class).hasMessageContaining("30000 ms");
        assertThat(cut).isTrue();
        assertThat(body.bytesSent()).isZero();
    }

    @Test
    void aTransferThatEndedIsNoLongerWatched() throws IOException {
        entity.writeTo(OutputStream.nullOutputStream());
        now.addAndGet(STALL.multipliedBy(2).toNanos());
        watch.cutStalled();

        assertThat(cut).isFalse();
    }

    @Test
    void aLimitedBodyGoesInPiecesThatItsPacePermitsAndEachGoesOutAtOnce() throws IOException {
        List<Integer> pieces = new ArrayList<>();
        AtomicLong permitted = new AtomicLong();
        Pace pace = new Pace() {
            @Override
            public int piece() {
                return pieces.size() < 40 ? 3_000 : 100_000;
            }

            @Override
            public long await(int bytes) {
                permitted.addAndGet(bytes);
                return 0;
            }
        };
        AtomicLong flushed = new AtomicLong();
        limited(pace).writeTo(new Peer() {
            @Override
            void accept() {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
                pieces.add(length);
                assertThat(permitted.get()).as("bytes permitted").isEqualTo(pieces.stream().mapToInt(Integer::intValue).sum());
            }

            @Override
            public void flush() {
                flushed.incrementAndGet();
            }
        });

        assertThat(pieces.subList(0, 40)).containsOnly(3_000);
        assertThat(pieces.subList(40, pieces.size())).contains(100_000).allMatch(piece -> piece <= 100_000);
        assertThat(body.bytesSent()).isEqualTo(1_000_000);
        assertThat(flushed.get()).isEqualTo(pieces.size());
    }

    @Test
    void waitingForBandwidthIsNoStallAndKeepsPiecesLarge() throws IOException {
        List<Integer> pieces = new ArrayList<>();
        limited(pace(() -> {
            now.addAndGet(STALL.multipliedBy(3).toNanos());
            watch.cutStalled();
        })).writeTo(new Peer() {
            @Override
            void accept() {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
                pieces.add(length);
                pass(Duration.ofMillis(1));
            }
        });

        assertThat(cut).isFalse();
        assertThat(pieces).contains(128 * 1024);
    }

    @Test
    void aLimitedTransferThatStopsIsCutAllTheSame() {
        Peer stuck = new Peer() {
            @Override
            void accept() throws IOException {
                pass(STALL.plusMillis(1));
                throw new SocketException("Socket closed");
            }
        };

        assertThatThrownBy(() -> limited(pace(() -> {})).writeTo(stuck)).isInstanceOf(SocketTimeoutException.class);
        assertThat(cut).isTrue();
    }

    @Test
    void aTransferThatIsInterruptedWhileItWaitsForBandwidthEnds() {
        Pace interrupted = pace(() -> {
            throw new InterruptedException();
        });
        try {
            assertThatThrownBy(() -> limited(interrupted).writeTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessageContaining("bandwidth");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(body.bytesSent()).isZero();
        } finally {
            Thread.interrupted();
        }
    }

    private BodyEntity limited(Pace pace) {
        return new BodyEntity(new PacedBody(body, pace), watch, () -> cut.set(true));
    }

    @FunctionalInterface
    private interface Wait {
        void run() throws InterruptedException;
    }

    private static Pace pace(Wait wait) {
        return new Pace() {
            @Override
            public int piece() {
                return Integer.MAX_VALUE;
            }

            @Override
            public long await(int bytes) throws InterruptedException {
                wait.run();
                return 1;
            }
        };
    }

    private abstract class Peer extends OutputStream {
        abstract void accept() throws IOException;

        void pass(Duration time) {
            now.addAndGet(time.toNanos());
            watch.cutStalled();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            accept();
        }

        @Override
        public void write(int b) {
            throw new AssertionError("one byte at a time");
        }
    }
}
