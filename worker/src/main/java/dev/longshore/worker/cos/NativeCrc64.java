package dev.longshore.worker.cos;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code lzma_crc64} of liblzma, the library of xz, which most Linux systems have: from version 5.4 on it computes CRC-64/XZ by the processor's carry-less
 * multiplication, several times as fast as a table can. Used where it is found, of such a version, and agrees with the table.
 *
 * @see <a href="https://github.com/tukaani-project/xz/blob/v5.4.1/src/liblzma/api/lzma/check.h">lzma/check.h</a>
 */
final class NativeCrc64 {
    private static final Logger log = LoggerFactory.getLogger(NativeCrc64.class);

    /** Below this a call costs more than it saves. */
    static final int LEAST = 1024;

    /** While a call has an array, the garbage collector waits: so much takes a few microseconds. */
    private static final int MOST = 256 * 1024;

    private static final String LIBRARY = "liblzma.so.5";
    /** Major, minor and patch number as {@code xyyyzzzs}: the first with carry-less multiplication. */
    private static final int FIRST_VERSION = 50_040_000;
    /** The releases 5.6.0 and 5.6.1 were published with a back door (CVE-2024-3094). */
    private static final int BAD_VERSIONS_FROM = 50_060_000;

    private static final int BAD_VERSIONS_TO = 50_060_020;

    /** Short pieces, the ends of long ones and their middles are computed in ways of their own; so much goes through all of them. */
    private static final int CHECKED = 4096 + 7;

    private static final @Nullable MethodHandle FUNCTION = find().orElse(null);

    private NativeCrc64() {}

    static boolean available() {
        return FUNCTION != null;
    }

    /**
     * The checksum of what had {@code crc} followed by these bytes.
     *
     * @throws IllegalStateException if it isn't available
     */
    static long update(long crc, byte[] bytes, int offset, int length) {
        MethodHandle function = FUNCTION;
        if (function == null) {
            throw new IllegalStateException("there is no " + LIBRARY);
        }
        long result = crc;
        for (int done = 0; done < length; done += MOST) {
            int count = Math.min(MOST, length - done);
            result = call(function, MemorySegment.ofArray(bytes).asSlice(offset + (long) done, count), result);
        }
        return result;
    }

    private static boolean agreesWithTheTable(MethodHandle function) {
        byte[] bytes = new byte[CHECKED];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * i + i / 256);
        }
        Crc64 table = new Crc64();
        table.updateByTable(bytes, 1, bytes.length - 1);
        return call(function, MemorySegment.ofArray(bytes).asSlice(1), 0) == table.value();
    }

    private static long call(MethodHandle function, MemorySegment bytes, long crc) {
        try {
            return (long) function.invokeExact(bytes, bytes.byteSize(), crc);
        } catch (Throwable e) {
            throw new IllegalStateException("lzma_crc64 can't be called", e);
        }
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> find() {
        try {
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
            int version = (int) linker.downcallHandle(
                    library.findOrThrow("lzma_version_number"), FunctionDescriptor.of(ValueLayout.JAVA_INT)).invokeExact();
            if (version < FIRST_VERSION || version >= BAD_VERSIONS_FROM && version < BAD_VERSIONS_TO) {
                log.info("crc64.native not used: {} has version {}", LIBRARY, version);
                return Optional.empty();
            }
            MethodHandle function = linker.downcallHandle(
                    library.findOrThrow("lzma_crc64"),
                    FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                    Linker.Option.critical(true));
            boolean right = agreesWithTheTable(function);
            log.info("crc64.native {}: {} of version {}", right ? "used" : "not used, it gives a wrong value", LIBRARY, version);
            return right ? Optional.of(function) : Optional.empty();
        } catch (Throwable e) {
            // No such library, another architecture, or native access that is forbidden: the table does.
            log.info("crc64.native not used: {}", e.toString());
            return Optional.empty();
        }
    }
}
