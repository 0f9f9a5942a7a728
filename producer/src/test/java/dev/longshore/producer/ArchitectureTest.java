package dev.longshore.producer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the library may know: who embeds it gets neither the command line nor anything of the workers. */
class ArchitectureTest {
    private static final JavaClasses PRODUCER =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.longshore.producer");

    @Test
    void theLibraryKnowsNoCommandLine() {
        noClasses().that()
                .resideInAPackage("dev.longshore.producer.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.longshore.producer.cli..", "dev.longshore.producer.view..", "dev.longshore.producer.doctor..", "picocli..",
                        "ch.qos.logback..")
                .check(PRODUCER);
    }

    @Test
    void nothingKnowsTheWorkersOrSpring() {
        noClasses().should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.longshore.worker..", "dev.longshore.sandbox..", "com.tencentcloudapi..", "com.qcloud..",
                        "org.springframework..",
                        "org.apache.kafka.streams..")
                .check(PRODUCER);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.longshore.producer.(*)..").should().beFreeOfCycles().check(PRODUCER);
    }
}
