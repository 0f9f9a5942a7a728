package dev.longshore.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds for the worker, and each is shown to bite on classes that break it. */
class ArchitectureTest {
    private static final String WORKER = "dev.longshore.worker";
    private static final String TRESPASSERS = WORKER + ".trespass";

    private static final JavaClasses WORKER_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(WORKER);
    private static final JavaClasses TRESPASSING_CLASSES = new ClassFileImporter().importPackages(TRESPASSERS);

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("the ledger decides from values alone", Layering::theLedgerDecidesFromValuesAlone, "ImpureLedger"),
                rule("the ledger knows no work", Layering::theLedgerKnowsNoWork, "ImpureLedger"),
                rule("the uploader knows no ledger", Layering::theUploaderKnowsNoLedger, "NosyUploader"),
                rule("the step contract knows neither side", Layering::theStepContractKnowsNeitherSide, "PartialStep"),
                rule("only Tencent adapters know Tencent", Layering::onlyTencentAdaptersKnowTencent, "LeakyPort"),
                rule("only the rim knows Spring", Layering::onlyTheRimKnowsSpring, "ContainedPlan"),
                rule("only transport knows Kafka", Layering::onlyTransportKnowsKafka, "ContainedPlan"),
                rule("packages form no cycle", Layering::packagesFormNoCycle, "NosyUploader"),
                rule("time and chance are handed in", Layering::timeAndChanceAreHandedIn, "NosyUploader.newest()"),
                rule("time and chance are handed in, by reference too", Layering::timeAndChanceAreHandedIn, "NosyUploader.ticker()"),
                rule("loggers are private", Layering::loggersArePrivate, "LeakyPort"),
                rule("nothing is printed", Layering::nothingIsPrinted, "NosyUploader"),
                rule("constructors take few parameters", Layering::constructorsTakeFewParameters, "GreedySource"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsForTheWorker(Function<Layering, ArchRule> rule) {
        rule.apply(new Layering(WORKER)).check(WORKER_CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsTheTrespasser(Function<Layering, ArchRule> rule, String trespasser) {
        assertThat(rule.apply(new Layering(TRESPASSERS)).evaluate(TRESPASSING_CLASSES).getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains(trespasser));
    }

    private static Arguments rule(String sentence, Function<Layering, ArchRule> rule, String trespasser) {
        return argumentSet(sentence, rule, trespasser);
    }
}
