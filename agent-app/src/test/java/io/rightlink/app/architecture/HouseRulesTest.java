package io.rightlink.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

    private static final ImportOption NOT_BAD = location -> !location.contains("/bad/");
    private static final ImportOption NOT_FOR_TESTS = location -> !location.contains("-tests.jar");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(NOT_BAD)
            .withImportOption(NOT_FOR_TESTS)
            .withImportOption(location -> !location.contains("__"))
            .importPackages("io.rightlink");
    private static final JavaClasses BAD =
            new ClassFileImporter().importPackages("io.rightlink.systemd.bad", "io.rightlink.app.architecture.bad");

    static Stream<String> rules() {
        return HouseRules.ALL.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeeps(String rule) {
        EvaluationResult result = rule(rule).evaluate(HOUSE);

        assertThat(result.getFailureReport().getDetails()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aBadClassIsCaughtBy(String rule) {
        assertThat(rule(rule).evaluate(BAD).hasViolation()).isTrue();
    }

    private static ArchRule rule(String name) {
        return Objects.requireNonNull(HouseRules.ALL.get(name)).allowEmptyShould(true);
    }
}
