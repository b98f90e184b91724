package dev.watchkeeper.source.host;

import org.jspecify.annotations.Nullable;

/// How much of the time tasks had to wait for want of something: the kernel's pressure stall
/// information (Documentation/accounting/psi.rst).
public record Pressure(@Nullable Stall cpu, @Nullable Stall memory, @Nullable Stall io) {

    /// Shares of time in percent over the last 10, 60 and 300 seconds.
    public record Share(double avg10, double avg60, double avg300) {}

    /// What is known of one resource.
    ///
    /// @param some at least one task waited
    /// @param full all that were not idle waited; null where the kernel does not say
    public record Stall(Share some, @Nullable Share full) {}

    /// From `/proc/pressure`; null where the kernel has none of it: before 4.20, or with `psi=0`.
    static @Nullable Pressure read(HostFiles files) {
        Stall cpu = parse(files.text("proc/pressure/cpu"));
        Stall memory = parse(files.text("proc/pressure/memory"));
        Stall io = parse(files.text("proc/pressure/io"));
        return cpu == null && memory == null && io == null ? null : new Pressure(cpu, memory, io);
    }

    static @Nullable Stall parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Share some = null;
        Share full = null;
        for (String line : text.lines().toList()) {
            if (line.startsWith("some ")) {
                some = share(line);
            } else if (line.startsWith("full ")) {
                full = share(line);
            }
        }
        return some == null ? null : new Stall(some, full);
    }

    private static @Nullable Share share(String line) {
        var values = new double[3];
        int found = 0;
        for (String field : HostFiles.fields(line)) {
            if (field.startsWith("avg") && found < 3) {
                try {
                    values[found++] = Double.parseDouble(field.substring(field.indexOf('=') + 1));
                } catch (NumberFormatException e) {
                    return null;
                }
            }
        }
        return found == 3 ? new Share(values[0], values[1], values[2]) : null;
    }
}
