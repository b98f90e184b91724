import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/// Gives classes that were compiled for a Java before 6 the form of Java 8, in the jars of a folder.
///
/// The JVM takes no class of the old form into its cache: such a library is read and verified anew at
/// each start. What the classes do stays the same; the stack maps that the old form lacks are computed.
void main(String[] arguments) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
            raise(jar);
        }
    }
}

static final int JAVA_6 = 50;
static final int JAVA_8 = 52;

void raise(Path jar) throws IOException {
    try (var files = FileSystems.newFileSystem(jar)) {
        Path root = files.getPath("/");
        ClassFile form =
                ClassFile.of(
                        StackMapsOption.STACK_MAPS_WHEN_REQUIRED,
                        ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(
                                                type -> {
                                                    String name = type.descriptorString();
                                                    Path file = root.resolve(name.substring(1, name.length() - 1) + ".class");
                                                    try {
                                                        return Files.exists(file) ? Files.newInputStream(file) : null;
                                                    } catch (IOException e) {
                                                        throw new UncheckedIOException(e);
                                                    }
                                                })
                                        .orElse(ClassHierarchyResolver.defaultResolver())));
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(one -> one.toString().endsWith(".class")).sorted().toList()) {
                ClassModel old = form.parse(Files.readAllBytes(file));
                if (old.majorVersion() < JAVA_6) {
                    FileTime time = Files.getLastModifiedTime(file);
                    Files.write(
                            file,
                            form.transformClass(
                                    old,
                                    ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                                            .andThen((made, element) -> made.with(raised(element)))));
                    Files.setLastModifiedTime(file, time);
                }
            }
        }
    }
}

static ClassElement raised(ClassElement element) {
    return element instanceof ClassFileVersion ? ClassFileVersion.of(JAVA_8, 0) : element;
}
