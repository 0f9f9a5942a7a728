package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.StoreSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What becomes of received bytes, from the command line. */
final class StoreOptions {

    @Option(names = "--directory", paramLabel = "DIR",
            description = "Objects go into a directory of this run below it, deleted at the end.")
    private Path directory = EmulatorSettings.DIRECTORY;

    @Option(names = "--discard", description = "Keep sizes and checksums only.")
    private boolean discard;

    @Option(names = "--checksums", defaultValue = "full",
            description = "${COMPLETION-CANDIDATES}: what is computed over received bytes. Below full, ETags are not MD5 and"
                    + " Content-MD5 is not checked.")
    private Checksums checksums = Checksums.FULL;

    StoreSettings settings() {
        return new StoreSettings(discard ? null : directory, checksums, StoreSettings.REAL_SMALLEST_PART);
    }
}
