package dev.longshore.worker.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TimetableFileTest {
    private static final long MIB = 1L << 20;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path dir = Path.of("");

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    @Test
    void isReadAgainWhenItIsReplaced() throws IOException {
        TimetableFile file = new TimetableFile(write("10M\n"), ZoneOffset.UTC);
        assertThat(limit(file)).isEqualTo(10 * MIB);

        write("20M\n");
        assertThat(limit(file)).isEqualTo(20 * MIB);
        write("# nobody works today\noff\n");
        assertThat(limit(file)).isZero();
        assertThat(file.refused()).isFalse();
        assertThat(warnings()).isEmpty();
    }

    /** As the kubelet does it: the mounted file is a link into a folder that is a link, and that is exchanged. */
    @Test
    void isReadAgainWhenAMountedConfigMapChanges() throws IOException {
        Files.writeString(Files.createDirectory(dir.resolve("..2026_1")).resolve("bandwidth"), "10M");
        Files.writeString(Files.createDirectory(dir.resolve("..2026_2")).resolve("bandwidth"), "11M");
        Files.createSymbolicLink(dir.resolve("..data"), Path.of("..2026_1"));
        Path path = Files.createSymbolicLink(dir.resolve("bandwidth"), Path.of("..data", "bandwidth"));
        TimetableFile file = new TimetableFile(path, ZoneOffset.UTC);
        assertThat(limit(file)).isEqualTo(10 * MIB);

        Files.createSymbolicLink(dir.resolve("..data_tmp"), Path.of("..2026_2"));
        Files.move(dir.resolve("..data_tmp"), dir.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(limit(file)).isEqualTo(11 * MIB);
    }

    @Test
    void whileItMakesNoSenseTheLastLimitHoldsAndAWarningSaysSoOnce() throws IOException {
        Path path = write("10M");
        TimetableFile file = new TimetableFile(path, ZoneOffset.UTC);

        write("10 MBit");
        for (int i = 0; i < 3; i++) {
            assertThat(limit(file)).isEqualTo(10 * MIB);
            assertThat(file.refused()).isTrue();
        }
        assertThat(warnings()).singleElement().asString().contains(path.toString(), "\"10\" is no entry");

        write("99999T");
        assertThat(limit(file)).isEqualTo(10 * MIB);
        assertThat(warnings()).hasSize(2).last().asString().contains("out of bounds");

        write("30M");
        assertThat(limit(file)).isEqualTo(30 * MIB);
        assertThat(file.refused()).isFalse();
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void whileItIsGoneTheLastLimitHolds() throws IOException {
        Path path = write("10M");
        TimetableFile file = new TimetableFile(path, ZoneOffset.UTC);

        Files.delete(path);
        assertThat(limit(file)).isEqualTo(10 * MIB);
        assertThat(limit(file)).isEqualTo(10 * MIB);
        assertThat(file.refused()).isTrue();
        assertThat(warnings()).singleElement().asString().contains("NoSuchFileException");

        write("10M");
        assertThat(limit(file)).isEqualTo(10 * MIB);
        assertThat(file.refused()).isFalse();
    }

    @Test
    void aFileThatCannotBeUsedIsRefusedAtTheStart() throws IOException {
        Path missing = dir.resolve("missing");
        assertThatThrownBy(() -> new TimetableFile(missing, ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing can't be read");
        assertThatThrownBy(() -> new TimetableFile(dir, ZoneOffset.UTC)).hasMessageContaining("no regular file");
        Path empty = write("");
        assertThatThrownBy(() -> new TimetableFile(empty, ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("there is no limit in it; say off for none");
        Path large = write("# ".repeat(40_000) + "\n10M");
        assertThatThrownBy(() -> new TimetableFile(large, ZoneOffset.UTC)).hasMessageContaining("longer than 65536 bytes");
    }

    private Path write(String text) throws IOException {
        Path next = Files.writeString(dir.resolve("next"), text);
        return Files.move(next, dir.resolve("bandwidth.txt"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static long limit(TimetableFile file) {
        return file.get().limitAt(Instant.parse("2026-11-01T12:00:00Z"));
    }

    private List<String> warnings() {
        return log.list.stream().filter(event -> event.getLevel() == Level.WARN).map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(TimetableFile.class);
    }
}
