package dev.longshore.worker.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.longshore.worker.testing.Lines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whatever a manifest holds, it names files in its folder or below, each once, or is refused with one line that says why. One method per format. */
class ManifestFuzz {
    private static final int MOST_MESSAGE = 1_000;

    @FuzzTest(maxDuration = "3m")
    void anHlsPlaylistNamesFilesInItsFolderOrIsRefused(byte[] data) {
        List<Reference> references;
        try {
            references = ManifestParser.parse(data);
        } catch (InvalidManifestException e) {
            Lines.requireLine(e.getMessage(), MOST_MESSAGE);
            return;
        }
        requireBelow(references);
    }

    @FuzzTest(maxDuration = "3m")
    void aDashManifestNamesFilesInItsFolderOrIsRefused(byte[] data) {
        List<Reference> references;
        try {
            references = MpdParser.parse(data);
        } catch (InvalidManifestException e) {
            Lines.requireLine(e.getMessage(), MOST_MESSAGE);
            return;
        }
        requireBelow(references);
    }

    private static void requireBelow(List<Reference> references) {
        Path folder = Path.of("/folder");
        Set<String> seen = new HashSet<>();
        assertThat(references).isNotEmpty().hasSizeLessThanOrEqualTo(ManifestParser.MOST_REFERENCES);
        for (Reference reference : references) {
            String path = reference.path();
            assertThat(seen.add(path)).as("the first mention of %s", path).isTrue();
            assertThat(reference.line()).isPositive();
            assertThat(path).doesNotContain("\\", "\0").doesNotStartWith("/").doesNotEndWith("/");
            assertThat(path.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(Reference.PATH_MOST_BYTES);
            assertThat(path.split("/", -1)).doesNotContain("", ".", "..");
            assertThat(folder.resolve(path).normalize().startsWith(folder)).as("%s lies below the manifest's folder", path).isTrue();
        }
    }
}
