package dev.watchkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.watchkeeper.check.Check;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.cli.Main;
import dev.watchkeeper.config.NotifierTypes;
import dev.watchkeeper.config.SourceTypes;
import dev.watchkeeper.notify.NotifierConfig;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.tool.Tool;
import dev.watchkeeper.tool.Tools;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/// What is written is also listed: a class of a kind that nobody lists is never used, and nothing
/// else would say so.
class ListsTest {

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.watchkeeper");

    @Test
    void everyToolIsListed() {
        assertListed(kind(Tool.class), Tools.class);
    }

    @Test
    void everyCheckIsListed() {
        assertListed(kind(Check.class), Checks.class);
    }

    @Test
    void everyTypeOfSourceIsListed() {
        assertListed(kind(SourceConfig.class), SourceTypes.class);
    }

    @Test
    void everyTypeOfNotifierIsListed() {
        assertListed(kind(NotifierConfig.class), NotifierTypes.class);
    }

    @Test
    void everyProbeIsListed() {
        for (String name : List.of("dev.watchkeeper.init", "dev.watchkeeper.doctor")) {
            List<String> probes =
                    OURS.stream()
                            .filter(type -> type.isAssignableTo(name + ".Probe"))
                            .filter(type -> !type.isInterface())
                            .map(JavaClass::getName)
                            .toList();
            assertThat(probes).hasSizeGreaterThan(6);
            assertThat(named(OURS.get(name + ".Probes")).map(JavaClass::getName))
                    .containsAll(probes);
        }
    }

    @Test
    void everySubcommandIsListed() {
        Set<String> commands =
                OURS.stream()
                        .filter(type -> type.isAnnotatedWith(Command.class))
                        .filter(type -> !type.isEquivalentTo(Main.class))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        // a command may have others below it
        Set<String> listed =
                named(OURS.get(Main.class))
                        .filter(type -> type.isAnnotatedWith(Command.class))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        listed.addAll(
                listed.stream()
                        .map(OURS::get)
                        .flatMap(ListsTest::named)
                        .map(JavaClass::getName)
                        .toList());
        assertThat(commands).isNotEmpty();
        assertThat(listed).containsAll(commands);
    }

    private static Stream<JavaClass> named(JavaClass list) {
        return list.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass);
    }

    /// The classes that can be made of a kind.
    private static Set<String> kind(Class<?> kind) {
        return OURS.stream()
                .filter(type -> type.isAssignableTo(kind) && !type.isInterface())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    private static void assertListed(Set<String> written, Class<?> list) {
        Set<String> named =
                named(OURS.get(list)).map(JavaClass::getName).collect(Collectors.toSet());
        assertThat(written).isNotEmpty();
        assertThat(named).as("named in %s", list.getSimpleName()).containsAll(written);
    }
}
