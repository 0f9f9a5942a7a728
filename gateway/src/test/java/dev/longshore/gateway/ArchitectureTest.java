package dev.longshore.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses GATEWAY =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.longshore.gateway");

    @Test
    void nothingKnowsTheWorkers() {
        noClasses().should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.longshore.worker..", "dev.longshore.sandbox..", "com.tencentcloudapi..", "com.qcloud..",
                        "org.apache.kafka.streams..")
                .check(GATEWAY);
    }

    @Test
    void whatIsKnownKnowsNothingOfHttp() {
        noClasses().that()
                .resideInAnyPackage("dev.longshore.gateway.state..", "dev.longshore.gateway.publish..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.longshore.gateway.web..", "dev.longshore.gateway.security..", "jakarta.servlet..",
                        "org.springframework.web..")
                .check(GATEWAY);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.longshore.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
    }
}
