package dev.watchkeeper.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The timers that start the watch.
final class TimersProbe implements Probe {

    private static final List<String> TIMERS =
            List.of("watchkeeper-patrol.timer", "watchkeeper-review.timer");

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        if (!Units.systemdRuns(installation)) {
            return List.of(
                    Observation.cannotTell(
                            "timers",
                            "systemd is not running here",
                            installation.command("patrol") + " # every five minutes"));
        }
        var seen = new ArrayList<Observation>();
        for (String timer : TIMERS) {
            seen.add(timer(installation, timer));
        }
        return seen;
    }

    private static Observation timer(Installation installation, String timer) {
        boolean patrol = timer.contains("patrol");
        if (Units.text(installation, timer).isEmpty()) {
            return patrol
                    ? Observation.warn(
                            timer,
                            "is not installed, so nothing starts the patrol",
                            "install the package, or copy systemd/watchkeeper-patrol.* to /etc/systemd/system")
                    : Observation.cannotTell(
                            timer, "is not installed; it is for the daily review", null);
        }
        Optional<String> enabled = Program.ask("systemctl", "is-enabled", timer);
        Optional<String> active = Program.ask("systemctl", "is-active", timer);
        if (enabled.isEmpty() || active.isEmpty()) {
            return Observation.cannotTell(
                    timer, "systemctl does not answer", "systemctl status " + timer);
        }
        String start = "sudo systemctl enable --now " + timer;
        if (!enabled.get().equals("enabled") || !active.get().equals("active")) {
            String fact = "is " + enabled.get() + " and " + active.get();
            return patrol
                    ? Observation.fail(timer, fact + ", so nothing starts the patrol", start)
                    : Observation.warn(timer, fact, start);
        }
        String next =
                Program.ask(
                                "systemctl",
                                "show",
                                "--property=NextElapseUSecRealtime",
                                "--value",
                                timer)
                        .filter(text -> !text.isBlank())
                        .map(text -> ", next " + text)
                        .orElse("");
        return Observation.ok(timer, "enabled and active" + next);
    }
}
