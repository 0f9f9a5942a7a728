package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file per blob in a directory of this run: written under a temporary name and renamed when whole. File names are
 * numbers, so no key that a client chose ever becomes a path. Nothing is forced to the disk: a sandbox needn't survive a
 * power cut. The directory is deleted at the end.
 */
final class DiskStorage implements Storage {

    private static final int READ_BUFFER_BYTES = 256 << 10;
    private static final Logger log = LoggerFactory.getLogger(DiskStorage.class);

    private final Path directory;
    private final AtomicLong lastNumber = new AtomicLong();

    DiskStorage(Path parent) throws IOException {
        Files.createDirectories(parent);
        this.directory = Files.createTempDirectory(parent, "run-");
    }

    @Override
    public Writer begin() throws IOException {
        long number = lastNumber.incrementAndGet();
        Path incoming = directory.resolve(number + ".incoming");
        FileChannel channel =
                FileChannel.open(incoming, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new FileWriter(incoming, directory.resolve(Long.toString(number)), channel);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private record FileWriter(Path incoming, Path whole, FileChannel channel) implements Writer {

        @Override
        public void accept(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public Blob commit() throws IOException {
            long size = channel.position();
            channel.close();
            Files.move(incoming, whole, StandardCopyOption.ATOMIC_MOVE);
            return new FileBlob(whole, size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(incoming);
        }
    }

    private record FileBlob(Path path, long size) implements Blob {

        @Override
        public boolean isReadable() {
            return true;
        }

        @Override
        public void writeTo(RequestBody.Receiver receiver, long offset, long length) throws IOException {
            var buffer = ByteBuffer.allocateDirect(Math.clamp(length, 1, READ_BUFFER_BYTES));
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                for (long at = offset; at < offset + length;) {
                    buffer.clear().limit((int) Math.min(buffer.capacity(), offset + length - at));
                    int read = channel.read(buffer, at);
                    if (read < 0) {
                        throw new IOException(path + " is shorter than it was");
                    }
                    at += read;
                    receiver.accept(buffer.flip());
                }
            }
        }

        @Override
        public void delete() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                log.warn("{} stays until the emulator ends", path, e);
            }
        }
    }
}
