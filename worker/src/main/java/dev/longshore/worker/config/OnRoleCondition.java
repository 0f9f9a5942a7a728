package dev.longshore.worker.config;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches the role against {@code longshore.roles}. */
final class OnRoleCondition extends SpringBootCondition {
    private static final Set<LongshoreProperties.Role> ALL = Set.of(LongshoreProperties.Role.values());

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, @Nullable Object> attributes =
                Objects.requireNonNull(metadata.getAnnotationAttributes(ConditionalOnRole.class.getName()));
        Set<LongshoreProperties.Role> roles = Binder.get(context.getEnvironment())
                .bind("longshore.roles", Bindable.setOf(LongshoreProperties.Role.class))
                .orElse(ALL);
        Object role = attributes.get("value");
        ConditionMessage message = ConditionMessage.forCondition(ConditionalOnRole.class).because("longshore.roles is " + roles);
        return new ConditionOutcome(roles.stream().anyMatch(own -> own == role), message);
    }
}
