package dev.watchkeeper.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder of the audit: files named by their day and a number, so that their order by name is
/// that of the chain; `head`, where it ends; and `lock`, under which one process at a time appends.
/// All of it is for its owner alone.
record AuditFiles(Path folder) {

    private static final Pattern NAME =
            Pattern.compile("audit-([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]{4})\\.jsonl");
    private static final int LAST_OF_DAY = 9_999;

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// The name of the first file of that day.
    static String name(LocalDate day) {
        return name(day, 0);
    }

    private static String name(LocalDate day, int number) {
        return String.format(Locale.ROOT, "audit-%s-%04d.jsonl", day, number);
    }

    /// The name of the file behind that one.
    static String next(String name) {
        Matcher matcher = matcher(name);
        int number = Integer.parseInt(matcher.group(2));
        LocalDate day = LocalDate.parse(matcher.group(1));
        return number < LAST_OF_DAY ? name(day, number + 1) : name(day.plusDays(1));
    }

    static LocalDate day(String name) {
        return LocalDate.parse(matcher(name).group(1));
    }

    /// The names of the files, in the order of the chain; empty when there is no folder.
    List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(folder, "audit-*.jsonl")) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (isName(name) && isDay(name)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return names;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path headFile() {
        return folder.resolve("head");
    }

    Path lockFile() {
        return folder.resolve("lock");
    }

    /// Where the chain ends, as its last writer said; empty when nobody did, or it is not readable
    /// as such.
    Optional<Head> head() throws IOException {
        try {
            return Head.parse(Files.readString(headFile(), UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attribute("rwx------"));
        }
    }

    /// Waits until the disk has the names of the files.
    void force() throws IOException {
        try (FileChannel names = FileChannel.open(folder)) {
            names.force(true);
        }
    }

    /// The file of that name, made for its owner alone when it is not there; never through a link.
    Path make(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createFile(file, attribute("rw-------"));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException(file.getFileName() + " is not a file", e);
                }
            }
        }
        return file;
    }

    private static Matcher matcher(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no name of an audit file: " + name);
        }
        return matcher;
    }

    private static boolean isDay(String name) {
        try {
            return day(name).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static FileAttribute<?> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
