package dev.longshore.worker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedFileTest {
    private static final int SIZE = 3 * FileStream.BLOCK + 4_321;

    @TempDir
    private Path root;

    private Path path;
    private byte[] content;
    private RootedStorage storage;
    private SourceFile file;

    @BeforeEach
    void open() throws Exception {
        content = new byte[SIZE];
        new Random(7).nextBytes(content);
        path = Files.write(root.resolve("a.mp4"), content);
        storage = new RootedStorage(SourceSettings.of(Map.of("media", root)));
        file = storage.open("media:a.mp4", "mediaFilePath");
    }

    @AfterEach
    void close() {
        file.close();
        storage.close();
    }

    @Test
    void givesExactlyTheBytesOfEachPieceHoweverTheyAreRead() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            int offset = random.nextInt(SIZE);
            int length = random.nextInt(SIZE - offset) + 1;
            byte[] expected = Arrays.copyOfRange(content, offset, offset + length);
            try (InputStream in = file.body(offset, length, bytes -> {}).open()) {
                assertThat(readInOddPieces(in, random)).as("piece %d+%d", offset, length).isEqualTo(expected);
                assertThat(in.read()).isEqualTo(-1);
                assertThat(in.available()).isZero();
            }
        }
    }

    @Test
    void canBeReadAgainFromTheMarkAndFromAnotherStream() throws IOException {
        Body body = file.body(100, FileStream.BLOCK + 50, bytes -> {});
        try (InputStream in = body.open()) {
            in.skipNBytes(10);
            in.mark(1);
            byte[] first = in.readAllBytes();
            in.reset();
            assertThat(in.readAllBytes()).isEqualTo(first).isEqualTo(Arrays.copyOfRange(content, 110, 150 + FileStream.BLOCK));
        }
        try (InputStream in = body.open()) {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            assertThat(in.transferTo(copy)).isEqualTo(body.length());
            assertThat(copy.toByteArray()).isEqualTo(Arrays.copyOfRange(content, 100, 150 + FileStream.BLOCK));
        }
    }

    @Test
    void countsWhatItIsToldWasSent() {
        long[] sent = {0};
        Body body = file.body(0, 10, bytes -> sent[0] += bytes);
        body.sent(7);
        body.sent(3);
        assertThat(sent[0]).isEqualTo(10);
    }

    @Test
    void endsWithAnErrorWhenTheFileIsCutWhileItIsRead() throws IOException {
        try (InputStream in = file.body(0, SIZE, bytes -> {}).open()) {
            in.readNBytes(10);
            try (RandomAccessFile writer = new RandomAccessFile(path.toFile(), "rw")) {
                writer.setLength(FileStream.BLOCK);
            }
            assertThatThrownBy(in::readAllBytes).isInstanceOf(EOFException.class).hasMessageContaining("a.mp4 ended at byte");
        }
    }

    @Test
    void givesTheLastBytesOnlyIfItIsUnchangedBehindThem() throws IOException {
        int beforeLastBlock = SIZE - FileStream.BLOCK - 1;
        try (InputStream in = file.body(0, SIZE, bytes -> {}).open()) {
            assertThat(in.readNBytes(beforeLastBlock)).hasSize(beforeLastBlock);
            Files.delete(path);
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("was removed during the upload");
        }
        try (InputStream in = file.body(0, 10, bytes -> {}).open()) {
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("was removed during the upload");
        }
    }

    @Test
    void staysUnchangedWhileNobodyTouchesIt() throws StepException {
        file.requireUnchanged(file.fingerprint());
    }

    @Test
    void noticesAWriteOfTheSameSize() throws IOException {
        Instant later = Files.getLastModifiedTime(path).toInstant().plusNanos(1_000);
        Files.write(path, content);
        Files.setLastModifiedTime(path, FileTime.from(later));
        assertChanged("was written to");
    }

    @Test
    void noticesAnotherFileOfTheSameSizeAndTimeUnderItsName() throws IOException {
        Path other = Files.write(root.resolve("other"), content);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        assertChanged("was replaced");
    }

    @Test
    void noticesItsRemoval() throws IOException {
        Files.delete(path);
        assertChanged("was removed");
    }

    @Test
    void noticesThatItIsNotTheVersionThatTheUploadBeganWith() {
        StepException thrown = catchThrowableOfType(StepException.class, () -> file.requireUnchanged("1:2.000000003:4"));
        assertThat(thrown.failure().code()).isEqualTo(ErrorCode.SOURCE_CHANGED.code());
        assertThat(thrown.failure().message()).contains("1:2.000000003:4");
    }

    @Test
    void namesItsVersionBySizeTimeAndInodeWithoutTheDevice() throws IOException {
        Instant modified = Files.getLastModifiedTime(path).toInstant();
        Object inode = Files.getAttribute(path, "unix:ino");
        assertThat(file.fingerprint()).isEqualTo("%d:%d.%09d:%s".formatted(SIZE, modified.getEpochSecond(), modified.getNano(), inode));
    }

    @Test
    void leavesTheInodeOutWhereMountsNumberFilesByThemselves() throws StepException {
        SourceSettings settings = new SourceSettings(Map.of("media", root), false, Duration.ofSeconds(30));
        try (RootedStorage fuse = new RootedStorage(settings);
                SourceFile same = fuse.open("media:a.mp4", "mediaFilePath")) {
            assertThat(same.fingerprint()).startsWith(SIZE + ":").endsWith(":-");
        }
    }

    private void assertChanged(String how) {
        StepException thrown = catchThrowableOfType(StepException.class, () -> file.requireUnchanged(file.fingerprint()));
        assertThat(thrown.failure().code()).isEqualTo(ErrorCode.SOURCE_CHANGED.code());
        assertThat(thrown.failure().remedy()).isEqualTo(Remedy.NEW_SESSION);
        assertThat(thrown.failure().message()).contains(how);
    }

    private static byte[] readInOddPieces(InputStream in, Random random) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[2 * FileStream.BLOCK];
        while (true) {
            int kind = random.nextInt(3);
            if (kind == 0) {
                int one = in.read();
                if (one < 0) {
                    return all.toByteArray();
                }
                all.write(one);
            } else {
                int count = in.read(piece, 0, kind == 1 ? 1 + random.nextInt(9_000) : piece.length);
                if (count < 0) {
                    return all.toByteArray();
                }
                all.write(piece, 0, count);
            }
        }
    }
}
