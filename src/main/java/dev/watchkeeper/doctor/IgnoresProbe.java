package dev.watchkeeper.doctor;

import dev.watchkeeper.check.IgnoreConfig;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What is ignored, and for how long yet.
final class IgnoresProbe implements Probe {

    private static final int SOON = 7;

    @Override
    public String name() {
        return "ignores";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        var configuration = installation.configuration();
        LocalDate today = LocalDate.ofInstant(installation.now(), configuration.timezone());
        var seen = new ArrayList<Observation>();
        int holding = 0;
        for (IgnoreConfig ignore : configuration.ignores()) {
            long days = ChronoUnit.DAYS.between(today, ignore.until());
            String what = "\"" + ignore.pattern() + "\"";
            if (ignore.ended(today)) {
                seen.add(
                        Observation.warn(
                                what,
                                "ended on "
                                        + ignore.until()
                                        + " and hides nothing any more; by "
                                        + ignore.by(),
                                "take it out of " + installation.file() + ", or set a new until:"));
            } else if (days <= SOON) {
                seen.add(
                        Observation.warn(
                                what,
                                "ends in " + Amounts.counted(days, "day") + "; by " + ignore.by(),
                                "decide anew in " + installation.file()));
            } else {
                holding++;
            }
        }
        if (holding > 0) {
            seen.addFirst(Observation.ok("ignores", holding + " hold for more than a week"));
        }
        return seen;
    }
}
