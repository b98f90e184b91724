package dev.watchkeeper.fault;

import dev.watchkeeper.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The program in processes of its own, which start as fast as this machine can: its classes in one
/// file, so that the JVM may keep them prepared (class data sharing).
final class Product {

    private final String classPath;
    private final Path prepared;

    Product(Path folder) throws IOException {
        Path jar = folder.resolve("product.jar");
        Path classes = classes();
        if (Files.isDirectory(classes)) {
            pack(classes, jar);
        } else {
            jar = classes;
        }
        this.classPath =
                jar
                        + File.pathSeparator
                        + Arrays.stream(
                                        System.getProperty("java.class.path")
                                                .split(File.pathSeparator))
                                .filter(entry -> entry.endsWith(".jar"))
                                .collect(Collectors.joining(File.pathSeparator));
        this.prepared = folder.resolve("product.jsa");
    }

    /// A command line of the program, not started yet. The first that ends by itself leaves its
    /// classes prepared for the others.
    ProcessBuilder command(List<String> arguments) {
        var all =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-Xlog:disable",
                                "-Xlog:all=off",
                                "-XX:SharedArchiveFile=" + prepared));
        if (!Files.exists(prepared)) {
            all.add("-XX:+AutoCreateSharedArchive");
        }
        all.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        "dev.watchkeeper.cli.Main"));
        all.addAll(arguments);
        return new ProcessBuilder(all);
    }

    private static Path classes() {
        try {
            return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes);
                OutputStream out = Files.newOutputStream(jar);
                var zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            files.filter(Files::isRegularFile)
                    .forEach(file -> {
                        try {
                            zip.putNextEntry(
                                    new ZipEntry(
                                            classes.relativize(file)
                                                    .toString()
                                                    .replace(File.separatorChar, '/')));
                            Files.copy(file, zip);
                            zip.closeEntry();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
