package dev.watchkeeper.investigate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The words put before a command so that it and all it starts can be stopped together, as far as
/// this host can do that.
///
/// @param prefix empty where the host has none of the programs
/// @param ownGroup true when the command leads its own process group
record Isolation(List<String> prefix, boolean ownGroup) {

    /// The best that works here. `setsid` makes the group; `setpriv` has the kernel end the command
    /// when we are killed, so that no run goes on spending money without a watcher.
    static Isolation ofThisHost() {
        for (var candidate :
                List.of(List.of("setpriv", "--pdeathsig", "TERM", "setsid"), List.of("setsid"))) {
            if (works(candidate)) {
                return new Isolation(candidate, true);
            }
        }
        return new Isolation(List.of(), false);
    }

    private static boolean works(List<String> prefix) {
        var command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
