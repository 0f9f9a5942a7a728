package dev.longshore.worker.config;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code longshore.router.reply-topics} names any, in whichever form a list may be given. */
final class OnReplyTopicsCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        List<String> topics = Binder.get(context.getEnvironment())
                .bind("longshore.router.reply-topics", Bindable.listOf(String.class))
                .orElse(List.of());
        ConditionMessage message = ConditionMessage.forCondition("Reply topics").because("longshore.router.reply-topics is " + topics);
        return new ConditionOutcome(!topics.isEmpty(), message);
    }
}
