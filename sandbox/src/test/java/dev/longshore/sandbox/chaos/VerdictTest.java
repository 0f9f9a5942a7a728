package dev.longshore.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Check GOOD = Check.of("nothing is lost", "3 jobs", List.of());
    private static final Check BAD = Check.of("nothing twice", "3 jobs", List.of("a", "b", "c", "d", "e", "f", "g"));

    @Test
    void oneBreachBreaksTheVerdict() {
        assertThat(new Verdict(1, List.of(GOOD), Map.of()).isHolds()).isTrue();
        assertThat(new Verdict(1, List.of(GOOD, BAD), Map.of()).isHolds()).isFalse();
    }

    @Test
    void linesNameSeedFiguresPromisesAndTheFirstCasesAgainstThem() {
        assertThat(new Verdict(7, List.of(GOOD, BAD), Map.of("kills", 3)).lines())
                .anySatisfy(line -> assertThat(line).contains("seed 7"))
                .anySatisfy(line -> assertThat(line).contains("kills", "3"))
                .anySatisfy(line -> assertThat(line).contains("ok", "nothing is lost: 3 jobs"))
                .anySatisfy(line -> assertThat(line).contains("BREACH", "nothing twice", "7 against it: a; b; c; d; e; and 2 more"));
    }

    @Test
    void theJsonSaysWhetherItHolds() {
        assertThat(new Verdict(7, List.of(BAD), Map.of("kills", 3)).json())
                .startsWith("{\"seed\":7,\"holds\":false,")
                .contains("\"kills\":3", "\"promise\":\"nothing twice\"");
    }
}
