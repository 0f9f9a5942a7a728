package dev.longshore.worker.fault;

import dev.longshore.worker.cos.tencent.CosErrors;
import dev.longshore.worker.docs.DocSection;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.vod.tencent.VodErrors;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes the tables of {@code docs/error-codes.md} from those that decide. */
class ErrorCodesDocTest {
    private static final String FILE = "error-codes.md";
    private static final String HEAD = """
            | code | given by | Longshore's code | category | tried again | field | meaning; what to do |
            |---|---|---|---|---|---|---|
            """;

    @Test
    void theCodesOfVodAreShownAsTheyAreTreated() throws IOException {
        List<DocumentedCode> documented = DocumentedCode.ofVod();
        DocSection.of(FILE, "vod").mustBe(table(VodErrors.TABLE, rule -> {
            List<String> calls = documented.stream()
                    .filter(code -> VodErrors.TABLE.find(code.code()).filter(rule::equals).isPresent())
                    .flatMap(code -> code.calls().stream())
                    .distinct()
                    .toList();
            String listed =
                    calls.stream().filter(call -> !call.equals("common") && !call.equals("product")).collect(Collectors.joining(", "));
            String any = calls.contains("common") ? "any call" : "";
            return any + (any.isEmpty() || listed.isEmpty() ? "" : "; listed for ") + listed;
        }));
    }

    @Test
    void theCodesOfCosAreShownAsTheyAreTreated() throws IOException {
        List<DocumentedCode> documented = DocumentedCode.ofCos();
        DocSection.of(FILE, "cos").mustBe(table(CosErrors.TABLE, rule -> {
            if (rule.serviceCode().startsWith("HTTP")) {
                return "any call";
            }
            List<String> calls = documented.stream()
                    .filter(code -> code.code().equals(rule.serviceCode()))
                    .flatMap(code -> code.calls().stream())
                    .toList();
            return calls.equals(DocumentedCode.COS_CALLS) ? "any call" : String.join(", ", calls);
        }));
    }

    @Test
    void theCodesOfCallsThatAreNotMadeAreListedByTheirStatus() throws IOException {
        StringBuilder table = new StringBuilder("| treated as | codes |\n|---|---|\n");
        DocumentedCode.ofCos()
                .stream()
                .filter(code -> code.calls().isEmpty())
                .collect(Collectors.groupingBy(code -> String.valueOf(code.rule()),
                        Collectors.mapping(DocumentedCode::code, Collectors.toList())))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(group -> table.append("| %s | %s |%n".formatted(group.getKey(),
                        group.getValue().stream().distinct().map(code -> "`" + code + "`").collect(Collectors.joining(", ")))));
        DocSection.of(FILE, "cos-other-calls").mustBe(table.toString());
    }

    /** Who gives the code of a rule. */
    private interface Givers {
        String of(ErrorRule rule);
    }

    private static String table(ErrorTable table, Givers givers) {
        return HEAD + Stream.concat(table.rules().stream(), Stream.of(table.other()))
                .map(rule -> line(rule, givers.of(rule)))
                .collect(Collectors.joining("\n"));
    }

    private static String line(ErrorRule rule, String givers) {
        String code =
                rule == VodErrors.TABLE.other() || rule == CosErrors.TABLE.other() ? rule.serviceCode() : "`" + rule.serviceCode() + "`";
        String meaning = rule.meaning().substring(0, 1).toUpperCase(Locale.ROOT) + rule.meaning().substring(1);
        return "| %s | %s | `%s` | %s | %s | %s | %s. %s |".formatted(code, givers, rule.code().code(),
                rule.code().category().name().toLowerCase(Locale.ROOT), triedAgain(rule.remedy()),
                rule.field() == null ? "" : "`" + rule.field() + "`", meaning, rule.hint());
    }

    private static String triedAgain(Remedy remedy) {
        return switch (remedy) {
            case GIVE_UP -> "no";
            case RETRY -> "yes, bounded";
            case WAIT_FOR_SERVICE -> "waits";
            case NEW_SESSION -> "new session";
        };
    }
}
