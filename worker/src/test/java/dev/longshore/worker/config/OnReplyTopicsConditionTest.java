package dev.longshore.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

class OnReplyTopicsConditionTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner().withUserConfiguration(Router.class);

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnReplyTopicsCondition.class)
    static class Router {}

    @ParameterizedTest
    @ValueSource(strings = {
        "longshore.router.reply-topics=replies\\..*", "longshore.router.reply-topics[0]=replies\\..*", "longshore.router.replyTopics=a,b"})
    void outcomesAreForwardedWhicheverWayTheAllowListIsGiven(String property) {
        context.withPropertyValues(property).run(started -> assertThat(started).hasSingleBean(Router.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "longshore.roles=ledger", "longshore.router.reply-topics="})
    void nothingIsForwardedWithoutAnAllowList(String property) {
        context.withPropertyValues(property).run(started -> assertThat(started).doesNotHaveBean(Router.class));
    }
}
