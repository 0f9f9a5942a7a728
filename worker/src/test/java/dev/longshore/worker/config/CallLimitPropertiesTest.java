package dev.longshore.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.longshore.worker.vod.CallLimits;
import dev.longshore.worker.vod.VodAction;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

class CallLimitPropertiesTest {

    private static CallLimits bound(Map<String, String> properties) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();
            return new Binder(new MapConfigurationPropertySource(properties))
                    .bindOrCreate(
                            "longshore", Bindable.of(LongshoreProperties.class),
                            new ValidationBindHandler(new SpringValidatorAdapter(validator)))
                    .vod()
                    .callLimits()
                    .toLimits();
        }
    }

    @Test
    void theDefaultsAreWhatVodDocuments() {
        assertThat(bound(Map.of())).isEqualTo(CallLimits.DOCUMENTED);
    }

    @ParameterizedTest
    @EnumSource(VodAction.class)
    void eachCallHasALimitOfItsOwnAndZeroIsNone(VodAction action) {
        String property = "longshore.vod.call-limits." + action.property();
        assertThat(bound(Map.of(property, "7"))).isEqualTo(CallLimits.DOCUMENTED.with(action, 7));
        assertThat(bound(Map.of(property, "0")).callsPerSecond()).hasSize(3).doesNotContainKey(action);
    }

    @ParameterizedTest
    @EnumSource(VodAction.class)
    void aLimitThatIsNoneIsRefusedByName(VodAction action) {
        Throwable refused = catchThrowable(() -> bound(Map.of("longshore.vod.call-limits." + action.property(), "-1")));
        assertThat(refused).hasRootCauseInstanceOf(BindValidationException.class);
        assertThat(refused.getCause()).hasMessageContaining("0 for no limit").message().containsIgnoringCase(action.api());
    }
}
