package io.rightlink.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.rightlink.core.access.Access;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The walls of the house, by name. */
final class HouseRules {

    private static final List<String> ROOMS = List.of("systemd", "docker", "monitoring", "scripts");

    static final Map<String, ArchRule> ALL = Map.of(
            "rooms depend on core alone", roomsDependOnCoreAlone(),
            "packages have no cycles",
                    slices().matching("io.rightlink.(**)").should().beFreeOfCycles(),
            "controllers are package-private",
                    classes()
                            .that()
                            .areAnnotatedWith(RestController.class)
                            .should()
                            .notBePublic(),
            "auto-configurations are public and final",
                    classes()
                            .that()
                            .areAnnotatedWith(AutoConfiguration.class)
                            .should()
                            .bePublic()
                            .andShould()
                            .haveModifier(JavaModifier.FINAL),
            "public types don't mention the libraries behind them", publicTypesKeepLibrariesToThemselves(),
            "every endpoint names its access",
                    methods()
                            .that()
                            .areMetaAnnotatedWith(RequestMapping.class)
                            .and()
                            .areDeclaredInClassesThat()
                            .doNotHaveSimpleName("ProblemErrorController")
                            .should()
                            .beAnnotatedWith(Access.class),
            "only one package starts processes",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("io.rightlink.core.process")
                            .should()
                            .callMethodWhere(describe("starts a process", HouseRules::startsProcess)),
            "what asks an agent doesn't know Spring",
                    noClasses()
                            .that()
                            .resideInAPackage("io.rightlink.app..client..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("org.springframework.."),
            "dependencies come through constructors", fields().should().notBeAnnotatedWith(Autowired.class),
            "nobody sleeps",
                    noClasses()
                            .should()
                            .callMethodWhere(describe(
                                    "sleeps",
                                    call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                            && call.getName().equals("sleep"))));

    private HouseRules() {}

    private static boolean startsProcess(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        return (owner.isEquivalentTo(ProcessBuilder.class) && call.getName().startsWith("start"))
                || (owner.isEquivalentTo(Runtime.class) && call.getName().equals("exec"));
    }

    private static ArchRule roomsDependOnCoreAlone() {
        return classes()
                .that()
                .resideInAnyPackage("io.rightlink..")
                .should(new ArchCondition<JavaClass>("stay in their room") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        item.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> !allowed(roomOf(item), roomOf(dependency.getTargetClass())))
                                .forEach(dependency ->
                                        events.add(SimpleConditionEvent.violated(item, dependency.getDescription())));
                    }
                });
    }

    private static boolean allowed(String from, String to) {
        boolean outside = to.isEmpty() || from.isEmpty();
        return outside || from.equals(to) || to.equals("core") || (from.equals("app") && ROOMS.contains(to));
    }

    /** Returns {@code docker} for a class of {@code io.rightlink.docker}; nothing for one that isn't ours. */
    private static String roomOf(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        return type.getPackageName().startsWith("io.rightlink.") ? parts[2] : "";
    }

    private static ArchRule publicTypesKeepLibrariesToThemselves() {
        return methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("io.rightlink..")
                .and()
                .areDeclaredInClassesThat(describe("are not their module's inside", type -> !resideInAnyPackage(
                                "io.rightlink.systemd.bus", "io.rightlink.docker.engine")
                        .test(type)))
                .should(new ArchCondition<JavaMethod>("not mention dbus-java or docker-java") {
                    @Override
                    public void check(JavaMethod item, ConditionEvents events) {
                        Stream.concat(item.getRawParameterTypes().stream(), Stream.of(item.getRawReturnType()))
                                .filter(resideInAnyPackage("org.freedesktop..", "com.github.dockerjava.."))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        item, item.getFullName() + " mentions " + type.getName())));
                    }
                });
    }
}
