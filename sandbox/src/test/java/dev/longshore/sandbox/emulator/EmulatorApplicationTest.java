package dev.longshore.sandbox.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.CosOperation;
import dev.longshore.sandbox.cos.ExpiredCertificate;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.http.Pace;
import dev.longshore.sandbox.vod.RepeatedCommit;
import dev.longshore.sandbox.vod.VodKey;
import dev.longshore.sandbox.vod.VodSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EmulatorApplicationTest {

    private static final Pattern READY =
            Pattern.compile("emulator ready: vod=(\\S+) cos=(\\S+) inspection=(\\S+) lines=(\\S+),(\\S+)");

    @Test
    void without_options_it_has_the_default_settings() {
        EmulatorSettings settings = parsed();
        EmulatorSettings defaults = EmulatorSettings.defaults();
        assertThat(settings.listen()).isEqualTo(defaults.listen());
        assertThat(settings.vod()).isEqualTo(defaults.vod());
        assertThat(settings.store()).isEqualTo(defaults.store());
        assertThat(settings.pace()).isEqualTo(Pace.Settings.FULL_SPEED);
    }

    @Test
    void each_option_takes_the_place_of_its_default() {
        EmulatorSettings settings = parsed("--discard", "--checksums=crc", "--delay=20ms", "--bandwidth=50MiB",
                "--request-bandwidth=1.5MB/s", "--vod-port=1", "--cos-port=2", "--inspection-port=3", "--address=::1",
                "--key=a:b", "--key=c:d:e", "--access-regions=ap-x", "--storage-regions=ap-y,ap-z", "--sub-app-ids=5,6",
                "--path-sub-app-ids=6", "--repeated-commit=refuse", "--certificate-lifetime=90s", "--expired-certificate=request",
                "--certificate-operations=PutObject,UploadPart", "--cap=ApplyUpload=3", "--deny=SearchMedia", "--search-lag=1m",
                "--line-ports=4,0", "--line-bandwidth=8MiB");

        assertThat(settings.listen()).isEqualTo(new EmulatorSettings.Listen("::1", 1, 2, 3, List.of(4, 0), null));
        assertThat(settings.store()).isEqualTo(StoreSettings.discarding(Checksums.CRC));
        assertThat(settings.pace()).isEqualTo(new Pace.Settings(Duration.ofMillis(20), 50 << 20, 1_500_000, 8 << 20));
        VodSettings vod = settings.vod();
        assertThat(vod.account().keys()).containsExactly(new VodKey("a", "b"), new VodKey("c", "d", "e"));
        assertThat(vod.account().accessRegions()).containsExactly("ap-x");
        assertThat(vod.account().storageRegions()).containsExactly("ap-y", "ap-z");
        assertThat(vod.account().subAppIds()).containsExactlyInAnyOrder(5L, 6L);
        assertThat(vod.account().pathSubAppIds()).containsExactly(6L);
        assertThat(vod.repeatedCommit()).isEqualTo(RepeatedCommit.REFUSE);
        assertThat(vod.certificateLifetime()).isEqualTo(Duration.ofSeconds(90));
        assertThat(vod.expiredCertificate()).isEqualTo(ExpiredCertificate.REQUEST);
        assertThat(vod.certificateOperations())
                .isEqualTo(Set.of(CosOperation.PUT_OBJECT, CosOperation.UPLOAD_PART));
        assertThat(vod.callsPerSecond()).isEqualTo(Map.of("ApplyUpload", 3));
        assertThat(vod.deniedActions()).containsExactly("SearchMedia");
        assertThat(vod.searchLag()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void the_documented_caps_can_be_switched_on() {
        assertThat(parsed("--documented-caps").vod().callsPerSecond())
                .isEqualTo(VodSettings.DOCUMENTED_CALLS_PER_SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bandwidth=fast", "--delay=5", "--key=onlyid", "--checksums=sha", "--colour=red"})
    void a_bad_option_is_a_usage_error(String option) {
        var command = new CommandLine(new EmulatorApplication());
        command.setErr(new PrintWriter(Writer.nullWriter()));
        assertThat(command.execute(option)).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void in_a_process_of_its_own_it_says_where_it_is_and_cleans_up_when_told_to_end(@TempDir Path directory)
            throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-Xmx256m", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), EmulatorApplication.class.getName(),
                "--vod-port=0", "--cos-port=0", "--inspection-port=0", "--line-ports=0,0", "--directory=" + directory)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            Matcher ready = READY.matcher(String.valueOf(output.readLine()));
            assertThat(ready.matches()).isTrue();
            try (var inspection = new EmulatorClient(URI.create(ready.group(3)))) {
                assertThat(inspection.isHealthy()).isTrue();
                assertThat(inspection.lines())
                        .extracting(LineView::port)
                        .containsExactly(URI.create(ready.group(4)).getPort(), URI.create(ready.group(5)).getPort());
                assertThat(directory).isNotEmptyDirectory();
            }
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(directory).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    private static EmulatorSettings parsed(String... arguments) {
        var application = new EmulatorApplication();
        new CommandLine(application).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return application.settings();
    }
}
