package dev.longshore.worker.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir
    Path dir;

    Path path;
    KeyFile file;

    @BeforeEach
    void open() {
        path = dir.resolve("key.json");
        file = new KeyFile(path);
    }

    @Test
    void aFileHoldsAKeyAndPerhapsAToken() throws Exception {
        replace("{\"secretId\": \"id-1\", \"secretKey\": \"key-1\", \"token\": \"t\", \"expiry\": 7}");
        assertThat(file.current()).isEqualTo(new Credential("id-1", "key-1", "t"));

        replace("{\"secretId\": \"id-2\", \"secretKey\": \"key-2\"}");
        assertThat(file.current()).isEqualTo(new Credential("id-2", "key-2", null));
    }

    @Test
    void aFileOfTheSameSizeThatWasRenamedOverItIsReadAgain() throws Exception {
        replace("{\"secretId\": \"id-1\", \"secretKey\": \"key-1\"}");
        assertThat(file.current().secretKey()).isEqualTo("key-1");

        var before = Files.getLastModifiedTime(path);
        replace("{\"secretId\": \"id-1\", \"secretKey\": \"key-2\"}");
        Files.setLastModifiedTime(path, before);

        assertThat(file.current().secretKey()).isEqualTo("key-2");
    }

    @Test
    void aLinkIsFollowedEachTimeAsInAMountedSecret() throws Exception {
        Files.writeString(dir.resolve("old"), "{\"secretId\": \"id\", \"secretKey\": \"old\"}");
        Files.writeString(dir.resolve("new"), "{\"secretId\": \"id\", \"secretKey\": \"new\"}");
        Files.createSymbolicLink(path, dir.resolve("old"));
        assertThat(file.current().secretKey()).isEqualTo("old");

        Path next = Files.createSymbolicLink(dir.resolve("next"), dir.resolve("new"));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        assertThat(file.current().secretKey()).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{\"secretId\": \"sec", "[]", "null", "{\"secretId\": \"secret-id\"}", "{\"secretId\": \"secret-id\", \"secretKey\": \" \"}"})
    void aFileWithoutAKeyIsAnErrorThatShowsNothingOfItAndPasses(String content) throws Exception {
        replace(content);
        assertThatThrownBy(file::current).isInstanceOfSatisfying(StepException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(ErrorCode.CREDENTIALS_UNAVAILABLE.code());
            assertThat(e.failure().remedy()).isEqualTo(Failure.Remedy.RETRY);
            assertThat(e.failure().message()).contains(path.toString()).doesNotContain("\"sec", "secret-id");
        });

        replace("{\"secretId\": \"id\", \"secretKey\": \"key\"}");
        assertThat(file.current().secretKey()).isEqualTo("key");
    }

    @Test
    void aFileThatIsGoneIsAnErrorAndNotTheOldKey() throws Exception {
        replace("{\"secretId\": \"id\", \"secretKey\": \"key\"}");
        file.current();
        Files.delete(path);

        assertThatThrownBy(file::current).isInstanceOf(StepException.class).hasMessageContaining("can't be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/null", "/dev"})
    void whatIsNoRegularFileIsNotRead(String other) {
        assertThatThrownBy(() -> new KeyFile(Path.of(other)).current())
                .isInstanceOf(StepException.class)
                .hasMessageContaining("is no regular file");
    }

    @Test
    void aFileThatIsTooLongForAKeyIsNotReadToItsEnd() throws Exception {
        replace("{\"secretId\": \"id\", \"secretKey\": \"" + "x".repeat(64 * 1024) + "\"}");
        assertThatThrownBy(file::current).isInstanceOf(StepException.class).hasMessageContaining("is longer than 65536 bytes");
    }

    private void replace(String content) throws IOException {
        Path next = Files.writeString(dir.resolve("next.json"), content);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
