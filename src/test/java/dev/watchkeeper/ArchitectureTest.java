package dev.watchkeeper;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The direction of imports, and what each package keeps its hands off. A new package is one line
/// in [#MAY_IMPORT].
class ArchitectureTest {

    private static final String ROOT = "dev.watchkeeper";

    /// Package → the packages of ours that it may import beside itself.
    private static final Map<String, List<String>> MAY_IMPORT =
            Map.ofEntries(
                    Map.entry("model", List.of()),
                    Map.entry("schema", List.of("model")),
                    Map.entry("source", List.of("model", "schema")),
                    Map.entry("analysis", List.of("model")),
                    Map.entry("catalog", List.of("model", "source", "analysis", "schema")),
                    Map.entry("state", List.of("model", "analysis")),
                    Map.entry(
                            "history", List.of("model", "source", "catalog", "analysis", "state")),
                    Map.entry("disclosure", List.of("model")),
                    Map.entry("chart", List.of("model", "disclosure")),
                    Map.entry("evidence", List.of("model", "state")),
                    Map.entry("incident", List.of("model", "evidence", "schema", "disclosure")),
                    Map.entry(
                            "check",
                            List.of("model", "source", "catalog", "analysis", "state", "schema")),
                    Map.entry("trigger", List.of("model", "analysis", "schema")),
                    Map.entry("runbook", List.of("model", "schema", "catalog")),
                    Map.entry("investigate", List.of("model", "schema", "runbook")),
                    Map.entry("notify", List.of("model", "schema", "state", "disclosure")),
                    Map.entry(
                            "tool",
                            List.of(
                                    "model",
                                    "schema",
                                    "catalog",
                                    "runbook",
                                    "analysis",
                                    "source",
                                    "source.host",
                                    "evidence",
                                    "state",
                                    "incident",
                                    "chart",
                                    "disclosure",
                                    "check")),
                    Map.entry(
                            "access",
                            List.of("model", "schema", "source", "catalog", "state", "disclosure")),
                    Map.entry("audit", List.of("model", "schema", "tool", "disclosure")),
                    Map.entry("mcp", List.of("model", "tool", "schema", "disclosure")),
                    Map.entry("launch", List.of("model", "schema", "tool", "mcp", "investigate")),
                    Map.entry(
                            "config",
                            List.of(
                                    "model",
                                    "schema",
                                    "source",
                                    "catalog",
                                    "analysis",
                                    "check",
                                    "access",
                                    "audit",
                                    "disclosure",
                                    "investigate",
                                    "notify",
                                    "trigger")),
                    Map.entry(
                            "init",
                            List.of(
                                    "model",
                                    "disclosure",
                                    "source",
                                    "source.jsonl",
                                    "source.text",
                                    "source.sqlite")),
                    Map.entry(
                            "doctor",
                            List.of(
                                    "model",
                                    "config",
                                    "analysis",
                                    "source",
                                    "source.sqlite",
                                    "catalog",
                                    "schema",
                                    "check",
                                    "state",
                                    "access",
                                    "tool",
                                    "mcp",
                                    "notify",
                                    "investigate")),
                    Map.entry("demo", List.of("model")),
                    Map.entry(
                            "workplace",
                            List.of(
                                    "model",
                                    "schema",
                                    "source",
                                    "source.host",
                                    "source.sqlite",
                                    "analysis",
                                    "catalog",
                                    "runbook",
                                    "state",
                                    "history",
                                    "disclosure",
                                    "evidence",
                                    "incident",
                                    "check",
                                    "notify",
                                    "tool",
                                    "access",
                                    "audit",
                                    "mcp",
                                    "config")),
                    Map.entry(
                            "watch",
                            List.of(
                                    "model",
                                    "disclosure",
                                    "catalog",
                                    "state",
                                    "history",
                                    "evidence",
                                    "incident",
                                    "check",
                                    "trigger",
                                    "notify",
                                    "investigate",
                                    "tool",
                                    "audit",
                                    "mcp",
                                    "launch",
                                    "config",
                                    "workplace")));

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    static Stream<String> layers() {
        return MAY_IMPORT.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void importsOnlyInTheDirectionOfTheDesign(String layer) {
        Stream<String> allowed =
                Stream.concat(Stream.of(layer), MAY_IMPORT.getOrDefault(layer, List.of()).stream());
        // config names the records of each source in one list.
        String[] packages =
                allowed.map(name -> ROOT + "." + name + (below(layer, name) ? ".." : ""))
                        .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(ROOT + "." + layer + (layer.equals("source") ? "" : ".."))
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(packages)))
                .allowEmptyShould(true)
                .check(OURS);
    }

    private static boolean below(String layer, String name) {
        return layer.equals("config") || !name.equals("source");
    }

    @Test
    void everyPackageHasItsPlaceInTheDirection() {
        Set<String> known = MAY_IMPORT.keySet();
        assertThat(
                        OURS.stream()
                                .map(JavaClass::getPackageName)
                                .filter(name -> name.startsWith(ROOT + "."))
                                .map(name -> name.substring(ROOT.length() + 1).split("\\.", -1)[0])
                                .distinct())
                .allMatch(name -> name.equals("cli") || known.contains(name));
    }

    @Test
    void oneBackEndKnowsNoOther() {
        for (String name : backEnds()) {
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".source." + name + "..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideOutsideOfPackage(ROOT + "..")
                                    .or(
                                            resideInAnyPackage(
                                                    ROOT + ".source." + name + "..",
                                                    ROOT + ".source",
                                                    ROOT + ".source.lines..",
                                                    ROOT + ".model",
                                                    ROOT + ".schema")))
                    .check(OURS);
        }
    }

    private static List<String> backEnds() {
        String prefix = ROOT + ".source.";
        return OURS.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()).split("\\.", -1)[0])
                .distinct()
                .toList();
    }

    @Test
    void nothingImportsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".cli..")
                .check(OURS);
    }

    @Test
    void noThemeOfCommandsKnowsWhoStartsIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".cli.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".cli")
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(OURS);
        slices().matching(ROOT + ".cli.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(OURS);
        slices().matching(ROOT + ".source.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void onlyMcpKnowsTheProtocolLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".mcp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.modelcontextprotocol..", "org.eclipse.jetty..")
                .check(OURS);
    }

    @Test
    void onlyTheWallHoldsAConnectionToADatabaseOfSomebodyElse() {
        String wall = ROOT + ".source.sqlite.wall";
        DescribedPredicate<JavaClass> jdbc =
                resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "com.zaxxer..")
                        .and(
                                describe(
                                        "do more than say what went wrong",
                                        type -> !type.isAssignableTo(SQLException.class)));
        noClasses()
                .that(
                        resideInAnyPackage(
                                        ROOT + ".source..",
                                        ROOT + ".catalog..",
                                        ROOT + ".tool..",
                                        ROOT + ".check..",
                                        ROOT + ".config..",
                                        ROOT + ".mcp..")
                                .and(resideOutsideOfPackage(wall)))
                .should()
                .dependOnClassesThat(jdbc)
                .allowEmptyShould(true)
                .check(OURS);
        codeUnits()
                .that()
                .areDeclaredInClassesThat(
                        resideInAPackage(wall)
                                .and(
                                        describe(
                                                "are public",
                                                type ->
                                                        type.getModifiers()
                                                                .contains(JavaModifier.PUBLIC))))
                .and()
                .arePublic()
                .should()
                .notHaveRawReturnType(jdbc)
                .allowEmptyShould(true)
                .check(OURS);
        fields().that()
                .areDeclaredInClassesThat(resideInAPackage(wall))
                .and()
                .haveRawType(jdbc)
                .should()
                .bePrivate()
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void oneClassOpensTheFilesOfALog() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".source.lines..", ROOT + ".source.jsonl..", ROOT + ".source.text..")
                .and(
                        describe(
                                "do not say where a file is",
                                type -> !type.getSimpleName().equals("Place")))
                .should()
                .accessTargetWhere(
                        access(
                                Map.of(
                                        "java.nio.channels.FileChannel",
                                        Set.of("open"),
                                        "java.nio.file.Files",
                                        Set.of(
                                                "newInputStream",
                                                "newByteChannel",
                                                "newBufferedReader",
                                                "lines",
                                                "readString",
                                                "readAllLines"),
                                        "java.io.FileInputStream",
                                        Set.of("<init>"))))
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void analysisAndTriggerArePure() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".analysis..", ROOT + ".trigger.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "java.sql..",
                                        "java.io..",
                                        "java.net..",
                                        "java.nio.file..",
                                        "java.nio.channels..",
                                        "java.util.logging..",
                                        "org.slf4j..")
                                .and(
                                        describe(
                                                "do more than mark a type",
                                                type ->
                                                        !type.isEquivalentTo(
                                                                java.io.Serializable.class))))
                .orShould()
                .accessTargetWhere(
                        access(
                                Map.of(
                                        "java.time.Instant", Set.of("now"),
                                        "java.time.LocalDate", Set.of("now"),
                                        "java.time.ZonedDateTime", Set.of("now"),
                                        "java.time.Clock", Set.of("systemUTC", "systemDefaultZone"),
                                        "java.time.InstantSource", Set.of("system"),
                                        "java.lang.System",
                                                Set.of("currentTimeMillis", "nanoTime"))))
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void onlyTheCommandLineTouchesTheProcessItself() {
        noClasses()
                .that(resideOutsideOfPackage(ROOT + ".cli.."))
                .should()
                .accessTargetWhere(
                        access(
                                Map.of(
                                        "java.lang.System",
                                        Set.of(
                                                "out", "err", "in", "exit", "getenv", "setOut",
                                                "setErr"),
                                        "java.lang.Runtime",
                                        Set.of("exit", "halt"))))
                .check(OURS);
    }

    @Test
    void onlyInvestigateStartsProcesses() {
        noClasses()
                .that(
                        resideOutsideOfPackage(ROOT + ".investigate..")
                                .and(resideOutsideOfPackage(ROOT + ".doctor.."))
                                .and(resideOutsideOfPackage(ROOT + ".source.journald.."))
                                .and(resideOutsideOfPackage(ROOT + ".source.host..")))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .orShould()
                .accessTargetWhere(access(Map.of("java.lang.Runtime", Set.of("exec"))))
                .check(OURS);
    }

    @Test
    void fewPackagesWriteFiles() {
        noClasses()
                .that(describe("are not among those that keep something", type -> !mayWrite(type)))
                .should()
                .accessTargetWhere(
                        access(
                                Map.of(
                                        "java.nio.file.Files",
                                        Set.of(
                                                "write",
                                                "writeString",
                                                "newOutputStream",
                                                "newBufferedWriter",
                                                "copy",
                                                "move",
                                                "delete",
                                                "deleteIfExists",
                                                "createFile",
                                                "createLink",
                                                "createSymbolicLink",
                                                "createDirectory",
                                                "createDirectories",
                                                "createTempFile",
                                                "createTempDirectory",
                                                "setPosixFilePermissions",
                                                "setLastModifiedTime"),
                                        "java.io.FileOutputStream",
                                        Set.of("<init>"),
                                        "java.io.FileWriter",
                                        Set.of("<init>"),
                                        "java.io.RandomAccessFile",
                                        Set.of("<init>"))))
                .check(OURS);
    }

    /// A source keeps nothing but side indexes, and those in classes that say so by name;
    /// disclosure keeps one key.
    private static boolean mayWrite(JavaClass type) {
        return resideInAnyPackage(
                                Stream.of(
                                                "incident",
                                                "state",
                                                "audit",
                                                "investigate",
                                                "demo",
                                                "watch",
                                                "cli")
                                        .map(name -> ROOT + "." + name + "..")
                                        .toArray(String[]::new))
                        .test(type)
                || type.getName().equals(ROOT + ".disclosure.redaction.MarkKeyFile")
                || (resideInAPackage(ROOT + ".source..").test(type)
                        && type.getName().contains("Index"));
    }

    @Test
    void everyPackageSaysWhatMayBeNull() throws IOException {
        assertThat(packages())
                .as("NullAway passes over a package without @NullMarked in silence")
                .isNotEmpty()
                .allSatisfy(folder ->
                        assertThat(folder.resolve("package-info.java"))
                                .content()
                                .startsWith("/// ")
                                .contains("\n@NullMarked\n"));
    }

    private static List<Path> packages() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }

    /// An access to a method, constructor or field of these names, by class.
    private static DescribedPredicate<JavaAccess<?>> access(Map<String, Set<String>> members) {
        return describe(
                "is one of " + Arrays.toString(members.entrySet().toArray()),
                access -> {
                    Set<String> names = members.get(access.getTargetOwner().getName());
                    return names != null && names.contains(access.getName());
                });
    }
}
