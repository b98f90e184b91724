package dev.watchkeeper.check;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/// Ids of findings about named things: readable, the same in every run, and never of two things the
/// same by accident.
final class FindingId {

    private static final int LONGEST = 60;
    private static final int HASH = 9;

    private FindingId() {}

    /// `metric-tts-depth` for `tts.depth`. Where letters, digits, points and single dashes or
    /// underscores do not tell the name, eight digits of its checksum follow.
    static String of(String prefix, String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String inner = plain.replaceAll("^-|-$", "");
        String id = prefix + "-" + inner;
        boolean tells = name.matches("[a-z0-9]+([._-][a-z0-9]+)*") && id.length() <= LONGEST;
        if (tells) {
            return id;
        }
        String head = id.substring(0, Math.min(id.length(), LONGEST - HASH));
        return (head + "-" + checksum(name)).replaceAll("-{2,}", "-");
    }

    private static String checksum(String name) {
        var sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }
}
