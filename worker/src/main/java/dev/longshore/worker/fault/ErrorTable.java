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

    public ErrorTable(List<ErrorRule> rules) {
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
    }

    public Optional<ErrorRule> find(String serviceCode) {
        return byPrecedence.stream().filter(rule -> rule.covers(serviceCode)).findFirst();
    }

    /** All rules in the order they were written. */
    public List<ErrorRule> rules() {
        return rules;
    }
}
