package dev.longshore.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultChoiceTest {
    private static final int CALLS = 20_000;

    @Test
    void theSameSeedHitsTheSameCallsAndAnotherSeedOthers() {
        assertThat(choices(FaultSettings.ofSeed(7))).isEqualTo(choices(FaultSettings.ofSeed(7)));
        assertThat(choices(FaultSettings.ofSeed(7))).isNotEqualTo(choices(FaultSettings.ofSeed(8)));
    }

    @Test
    void oneCallInTenIsHitAndEveryKindOccurs() {
        List<Fault> hit = choices(FaultSettings.ofSeed(1)).stream().filter(Objects::nonNull).toList();
        assertThat(hit.size() / (double) CALLS).isCloseTo(0.1, within(0.01));
        assertThat(EnumSet.copyOf(hit)).isEqualTo(EnumSet.allOf(Fault.class));
    }

    @Test
    void onlyTheKindsThatAreNamedOccur() {
        Set<Fault> named = EnumSet.of(Fault.STALL, Fault.REPLY_LOST);
        assertThat(choices(FaultSettings.ofSeed(1).withKinds(named).withRate(1))).containsOnlyElementsOf(named);
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        FaultSettings good = FaultSettings.ofSeed(1);
        assertThatThrownBy(() -> good.withRate(1.1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> good.withRate(Double.NaN)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> good.withKinds(Set.of())).hasMessageContaining("at least one kind");
        assertThatThrownBy(() -> good.withTimes(Duration.ZERO, Duration.ofSeconds(1))).hasMessageContaining("1 ms");
    }

    private static List<Fault> choices(FaultSettings settings) {
        FaultChoice choice = new FaultChoice(settings);
        List<Fault> choices = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            choices.add(choice.next());
        }
        return choices;
    }
}
