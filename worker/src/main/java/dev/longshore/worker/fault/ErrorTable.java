package dev.longshore.worker.fault;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A service's error codes and what they mean; an exact code goes before a family, a narrow family before a wide one. */
public final class ErrorTable {
    private final List<ErrorRule> rules;
    private final List<ErrorRule> byPrecedence;
    private final ErrorRule other;

    /** @param other for codes that no rule covers */
    public ErrorTable(List<ErrorRule> rules, ErrorRule other) {
        Set<String> seen = new HashSet<>();
        for (ErrorRule rule : rules) {
            if (!seen.add(rule.serviceCode())) {
                throw new IllegalArgumentException("two rules for " + rule.serviceCode());
            }
        }
        this.rules = List.copyOf(rules);
        this.byPrecedence = rules.stream()
                .sorted(Comparator.comparing(ErrorRule::isFamily)
                        .thenComparing(rule -> rule.serviceCode().length(), Comparator.reverseOrder()))
                .toList();
        this.other = other;
    }

    public Optional<ErrorRule> find(String serviceCode) {
        return byPrecedence.stream().filter(rule -> rule.covers(serviceCode)).findFirst();
    }

    /** All rules in the order they were written. */
    public List<ErrorRule> rules() {
        return rules;
    }

    /** The rule for what no other rule covers. */
    public ErrorRule other() {
        return other;
    }
}
