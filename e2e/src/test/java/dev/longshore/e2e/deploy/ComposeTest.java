package dev.longshore.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file and the recipes of its own images, as far as no engine is needed to see it. */
class ComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path IMAGES = ROOT.resolve("deploy/images");

    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    static void read() throws IOException {
        try (Reader file = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            Map<String, Map<String, Map<String, Object>>> all = new Yaml().load(file);
            services = all.get("services");
        }
    }

    @Test
    void everyVariableOfAWorkerNamesAProperty() throws IOException {
        Properties known = Properties.documented();
        for (String worker : List.of("worker", "tencent")) {
            assertThat(own(worker)).isNotEmpty().allMatch(known::know);
        }
    }

    @Test
    void everyVariableOfTheGatewayNamesAProperty() throws IOException {
        assertThat(own("gateway")).isNotEmpty().allMatch(Properties.documented("gateway.md")::know);
    }

    @Test
    void noPortIsOpenToOtherMachines() {
        List<String> ports = services.values().stream().flatMap(service -> strings(service, "ports")).toList();
        assertThat(ports).hasSizeGreaterThan(5).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void theEmulatorIsWhatIsUsedUntilSomebodyNamesTheAccountAndThenNothingOfItStarts() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".env"))).contains("\nCOMPOSE_PROFILES=sandbox\n");
        assertThat(Files.readString(ROOT.resolve("deploy/compose/tencent.env.example"))).contains("\nCOMPOSE_PROFILES=tencent\n");
        assertThat(ofProfile("sandbox")).containsExactlyInAnyOrder("sandbox", "worker");
        assertThat(ofProfile("tencent")).containsExactly("tencent");
        assertThat(services.values()).allMatch(service -> strings(service, "profiles").count() <= 1);
    }

    @Test
    void thereAreTwoWorkersUntilSomebodyScales() {
        assertThat(services.get("worker")).containsEntry("scale", 2);
        assertThat(services.get("tencent")).containsEntry("scale", 2);
    }

    @Test
    void whatIsOursHasARootFileSystemThatCanOnlyBeRead() {
        List<String> ours =
                services.entrySet().stream().filter(service -> service.getValue().containsKey("build")).map(Map.Entry::getKey).toList();
        assertThat(ours).contains("worker", "tencent", "sandbox", "gateway");
        assertThat(ours).allMatch(name -> Boolean.TRUE.equals(services.get(name).get("read_only")));
    }

    @Test
    void everyImageOfOursRunsAsAUserAndTellsWhetherItIsWell() throws IOException {
        for (Path recipe : recipes()) {
            assertThat(Files.readString(recipe)).contains("\nUSER 10001\n").containsPattern("\nHEALTHCHECK .*\"answers\"");
        }
    }

    @Test
    void everyFileThatARecipeCopiesIsSentToTheEngine() throws IOException {
        Set<String> sent = Files.readAllLines(ROOT.resolve(".dockerignore"))
                .stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .collect(Collectors.toUnmodifiableSet());
        Pattern copied = Pattern.compile("^COPY (?!--from)(.*) \\S+$", Pattern.MULTILINE);
        for (Path recipe : recipes()) {
            Set<String> sources = copied.matcher(Files.readString(recipe))
                    .results()
                    .flatMap(copy -> Stream.of(copy.group(1).split(" ")))
                    .map(source -> source.replaceAll("/$", ""))
                    .collect(Collectors.toUnmodifiableSet());
            assertThat(sources).as(recipe.toString()).hasSizeGreaterThan(1);
            assertThat(sent).containsAll(sources);
        }
    }

    private static List<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.list(IMAGES)) {
            List<Path> recipes = files.filter(file -> file.toString().endsWith(".Dockerfile")).toList();
            assertThat(recipes).hasSize(3);
            return recipes;
        }
    }

    private static Set<String> own(String service) {
        Map<?, ?> environment = (Map<?, ?>) services.get(service).get("environment");
        return environment.keySet()
                .stream()
                .map(String::valueOf)
                .filter(name -> name.startsWith("LONGSHORE_"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> ofProfile(String profile) {
        return services.entrySet()
                .stream()
                .filter(service -> strings(service.getValue(), "profiles").anyMatch(profile::equals))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Stream<String> strings(Map<String, Object> service, String key) {
        return service.get(key) instanceof List<?> list ? list.stream().map(String::valueOf) : Stream.empty();
    }
}
