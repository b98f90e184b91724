package dev.watchkeeper.doctor;

import java.nio.file.Files;
import java.util.List;

/// Whether the host's clock follows a reference: freshness and order of events depend on it.
final class ClockProbe implements Probe {

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        if (Files.exists(installation.at("/run/systemd/timesync/synchronized"))) {
            return List.of(Observation.ok("clock", "synchronized by systemd-timesyncd"));
        }
        if (Units.systemdRuns(installation)) {
            String answer =
                    Program.ask("timedatectl", "show", "--property=NTPSynchronized", "--value")
                            .orElse("");
            if (answer.equals("yes")) {
                return List.of(Observation.ok("clock", "synchronized, as the kernel says"));
            }
            if (answer.equals("no")) {
                return List.of(
                        Observation.warn(
                                "clock",
                                "is not synchronized with anything",
                                "sudo timedatectl set-ntp true"));
            }
        }
        return List.of(
                Observation.cannotTell(
                        "clock",
                        "whether it is synchronized is not known here: systemd is not running",
                        "chronyc tracking"));
    }
}
