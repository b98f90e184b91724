package dev.watchkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.watchkeeper.check.Check;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.config.NotifierTypes;
import dev.watchkeeper.config.SourceTypes;
import dev.watchkeeper.notify.NotifierConfig;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.tool.Tool;
import dev.watchkeeper.tool.Tools;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is written as one more class of its kind must stand in the list of its kind.
class ListsTest {

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.watchkeeper");

    private static Set<String> implementing(Class<?> kind) {
        return OURS.stream()
                .filter(each -> each.isAssignableTo(kind) && !each.isInterface())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Stream<? extends Class<?>> classes) {
        return classes.map(Class::getName).collect(Collectors.toSet());
    }

    @Test
    void everyToolIsListed() {
        Set<String> made =
                OURS.get(Tools.class).getConstructorCallsFromSelf().stream()
                        .map(call -> call.getTargetOwner().getName())
                        .filter(name -> !name.equals("java.lang.Object"))
                        .collect(Collectors.toSet());

        assertThat(made).isEqualTo(implementing(Tool.class)).hasSameSizeAs(Tools.NAMES);
    }

    @Test
    void everyCheckIsListed() {
        assertThat(names(Checks.all().stream().map(Check::getClass)))
                .isEqualTo(implementing(Check.class));
    }

    @Test
    void everyTypeOfSourceIsListed() {
        assertThat(names(SourceTypes.all().values().stream()))
                .isEqualTo(implementing(SourceConfig.class));
    }

    @Test
    void everyTypeOfNotifierIsListed() {
        assertThat(names(NotifierTypes.all().values().stream()))
                .isEqualTo(implementing(NotifierConfig.class));
    }
}
