package dev.longshore.worker;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveModifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/** The rules of who may know whom, for the packages below one base; packages that don't exist break none. */
final class Layering {
    static final int MOST_PARAMETERS = 7;

    private static final Set<Class<?>> OF_THE_MACHINE = Set.of(
            Clock.class, InstantSource.class, Thread.class, ThreadLocal.class, Runtime.class, Process.class, ProcessBuilder.class,
            Timer.class, java.util.Random.class, SplittableRandom.class);

    private final String base;

    Layering(String base) {
        this.base = base;
    }

    ArchRule theLedgerDecidesFromValuesAlone() {
        DescribedPredicate<JavaClass> values = resideInAnyPackage(
                in("ledger"), in("step"), "dev.longshore.job", "dev.longshore.outcome", "dev.longshore.wire", "org.jspecify..",
                "java.lang..", "java.math", "java.time..", "java.util", "java.util.function", "java.util.regex", "java.util.stream");
        return classes().that()
                .resideInAPackage(in("ledger"))
                .should()
                .onlyDependOnClassesThat(values.and(isNot(OF_THE_MACHINE)))
                .because("its decisions are pure: no I/O, threads, clock or chance")
                .allowEmptyShould(true);
    }

    ArchRule theLedgerKnowsNoWork() {
        return noClasses().that()
                .resideInAPackage(in("ledger.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("uploader.."), in("plan.."), in("source.."), in("vod.."), in("cos.."), in("seal.."), in("router.."))
                .because("ledger and uploader meet only in the step contract")
                .allowEmptyShould(true);
    }

    ArchRule theUploaderKnowsNoLedger() {
        return noClasses().that()
                .resideInAnyPackage(in("uploader.."), in("plan.."), in("source.."), in("vod.."), in("cos.."), in("seal.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("ledger.."))
                .because("ledger and uploader meet only in the step contract")
                .allowEmptyShould(true);
    }

    ArchRule theStepContractKnowsNeitherSide() {
        return noClasses().that()
                .resideInAPackage(in("step.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(base + "..").and(DescribedPredicate.not(resideInAnyPackage(in("step..")))))
                .allowEmptyShould(true);
    }

    ArchRule onlyTencentAdaptersKnowTencent() {
        return noClasses().that()
                .resideOutsideOfPackage(base + "..tencent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.tencentcloudapi..", "com.qcloud..", "okhttp3..", "org.apache.http..")
                .because("everyone else speaks to the ports")
                .allowEmptyShould(true);
    }

    ArchRule onlyTheRimKnowsSpring() {
        return noClasses().that()
                .resideOutsideOfPackages(base, in("config.."), base + "..kafka..", in("router.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("the rest runs without a container")
                .allowEmptyShould(true);
    }

    ArchRule onlyTransportKnowsKafka() {
        return noClasses().that()
                .resideOutsideOfPackages(base, in("config.."), in("broker.."), base + "..kafka..", in("router.."), in("uploader.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .allowEmptyShould(true);
    }

    ArchRule packagesFormNoCycle() {
        return slices().matching(base + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** {@code StepRuntime} is where the uploader's steps are given the real ones. */
    ArchRule timeAndChanceAreHandedIn() {
        return noClasses().that()
                .resideOutsideOfPackages(in("config.."), in("time.."))
                .and()
                .doNotHaveSimpleName("StepRuntime")
                .should()
                .accessTargetWhere(describe("reads the clock, rolls dice or sleeps", Layering::readsTimeOrChance))
                .because("tests tick time and repeat chance")
                .allowEmptyShould(true);
    }

    ArchRule loggersArePrivate() {
        return fields().that()
                .haveRawType(Logger.class)
                .should(haveModifier(JavaModifier.PRIVATE))
                .andShould(haveModifier(JavaModifier.STATIC))
                .andShould(haveModifier(JavaModifier.FINAL))
                .allowEmptyShould(true);
    }

    ArchRule nothingIsPrinted() {
        return noClasses().that().resideOutsideOfPackage(base).should(ACCESS_STANDARD_STREAMS).allowEmptyShould(true);
    }

    ArchRule constructorsTakeFewParameters() {
        return constructors().that().areDeclaredInClassesThat().areNotRecords().should(takeFewParameters()).allowEmptyShould(true);
    }

    private String in(String folder) {
        return base + "." + folder;
    }

    private static DescribedPredicate<JavaClass> isNot(Set<Class<?>> types) {
        return describe("not of the machine", type -> types.stream().noneMatch(type::isEquivalentTo));
    }

    private static boolean readsTimeOrChance(JavaAccess<?> access) {
        JavaClass owner = access.getTarget().getOwner();
        String name = access.getName();
        return switch (name) {
            case "now" -> owner.getPackageName().equals("java.time") && access.getTarget().getFullName().endsWith("now()");
            case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
            case "system", "systemUTC", "systemDefaultZone" ->
                owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class);
            case "sleep" -> owner.isEquivalentTo(Thread.class);
            case "random" -> owner.isEquivalentTo(Math.class);
            case "current" -> owner.isEquivalentTo(ThreadLocalRandom.class);
            case "<init>" -> owner.isEquivalentTo(java.util.Random.class) || owner.isEquivalentTo(SplittableRandom.class);
            case "of", "getDefault" -> owner.isEquivalentTo(RandomGenerator.class);
            default -> false;
        };
    }

    private static ArchCondition<JavaConstructor> takeFewParameters() {
        return new ArchCondition<>("take at most " + MOST_PARAMETERS + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int count = constructor.getRawParameterTypes().size();
                events.add(
                        new SimpleConditionEvent(constructor, count <= MOST_PARAMETERS, constructor.getDescription() + " takes " + count));
            }
        };
    }
}
