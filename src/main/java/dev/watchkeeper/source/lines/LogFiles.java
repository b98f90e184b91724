package dev.watchkeeper.source.lines;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/// The files of one log, found anew for each read because they are rotated at any time, the oldest
/// first. Only what the beginnings of files say is remembered, for as long as they do not change.
final class LogFiles {

    /// How much of a file is searched for the first line with a time.
    private static final int HEAD = 64 * 1024;

    private final FileGlob glob;
    private final LineFormat<?> format;
    private final InstantSource clock;
    private volatile Map<String, LogFile> known = Map.of();

    LogFiles(FileGlob glob, LineFormat<?> format, InstantSource clock) {
        this.glob = glob;
        this.format = format;
        this.clock = clock;
    }

    FileGlob glob() {
        return glob;
    }

    List<LogFile> find(Tally tally) {
        var found = glob.find();
        if (found.unreadable() > 0) {
            tally.remark(
                    found.unreadable()
                            + " of the files are packed with something other than gzip and were"
                            + " not read.");
        }
        if (found.outside() > 0) {
            tally.remark(
                    found.outside()
                            + " of the files are links that lead out of the folder or nowhere, and"
                            + " were not read.");
        }
        var before = known;
        var now = new HashMap<String, LogFile>();
        var files = new ArrayList<LogFile>();
        AccessDeniedException denied = null;
        for (FoundFile file : found.files()) {
            try {
                LogFile read = before.get(file.version());
                // What was half a line then may be a whole one now.
                LogFile log = read == null || read.id().isEmpty() ? head(file, tally) : read;
                now.put(file.version(), log);
                files.add(log);
            } catch (AccessDeniedException e) {
                denied = e;
                tally.remark("The file " + file.name() + " may not be read: permission denied.");
            } catch (NoSuchFileException rotatedAway) {
                // It was packed or deleted since it was listed.
            } catch (IOException e) {
                tally.remark("The file " + file.name() + " cannot be read.");
            }
        }
        if (files.isEmpty() && denied != null) {
            throw glob.denied(String.valueOf(denied.getFile()));
        }
        known = Map.copyOf(now);
        return ordered(files);
    }

    private static List<LogFile> ordered(List<LogFile> files) {
        files.sort(
                Comparator.comparing(LogFile::order)
                        .thenComparingLong(file -> file.file().modified())
                        .thenComparing(file -> file.file().path()));
        // While a file is being packed, and when a crash left both, it is there twice.
        var plain = new HashMap<String, String>();
        files.forEach(file -> {
            if (!file.file().gzip()) {
                plain.put(file.file().unpackedPath(), file.id());
            }
        });
        files.removeIf(file ->
                file.file().gzip()
                        && !file.id().isEmpty()
                        && file.id().equals(plain.get(file.file().unpackedPath())));
        return files;
    }

    private LogFile head(FoundFile file, Tally tally) throws IOException {
        try (var channel = file.open();
                var lines =
                        ForwardLines.probing(
                                file.gzip()
                                        ? ByteInput.gzip(file, 0)
                                        : ByteInput.plain(channel, 0, file.size()),
                                0)) {
            var hash = sha256();
            Line line;
            while ((line = lines.next()) != null && line.offset() < HEAD) {
                boolean whole =
                        file.gzip()
                                || line.next() < file.size()
                                || endsWithBreak(line)
                                || file.settled(clock.instant());
                if (!whole || line.oversized()) {
                    break;
                }
                hash.update(line.bytes());
                hash.update((byte) '\n');
                var time = format.time(line);
                if (time.isPresent()) {
                    return new LogFile(file, id(hash), time.get());
                }
            }
            return line != null && line.offset() >= HEAD
                    ? new LogFile(file, id(hash), null)
                    : new LogFile(file, "", null);
        } catch (EOFException | ZipException e) {
            tally.remark("The file " + file.name() + " is damaged or not packed to its end.");
            return new LogFile(file, "", null);
        }
    }

    /// True when a line break follows the line: a line at the very end of the file may be half,
    /// until the file is settled. A line break that comes later changes nothing of the id.
    private static boolean endsWithBreak(Line line) {
        return line.next() - line.offset() > line.end() - line.start();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String id(MessageDigest hash) {
        return HexFormat.of().formatHex(hash.digest(), 0, 6);
    }
}
