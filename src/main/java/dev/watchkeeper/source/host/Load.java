package dev.watchkeeper.source.host;

import org.jspecify.annotations.Nullable;

/// Tasks that run, could run or wait for a disk, averaged over one, five and fifteen minutes.
///
/// @param cores to compare them with
public record Load(double one, double five, double fifteen, int cores) {

    /// From `/proc/loadavg`; null where it is missing.
    static @Nullable Load parse(@Nullable String text, int cores) {
        if (text == null) {
            return null;
        }
        String[] fields = HostFiles.fields(text);
        try {
            return fields.length < 3
                    ? null
                    : new Load(
                            Double.parseDouble(fields[0]),
                            Double.parseDouble(fields[1]),
                            Double.parseDouble(fields[2]),
                            cores);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
