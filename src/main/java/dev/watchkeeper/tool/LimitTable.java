package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.Sparkline;
import dev.watchkeeper.catalog.ApiUsage;
import dev.watchkeeper.catalog.LimitWindow;
import dev.watchkeeper.catalog.TimeToLimit;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.Direction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is used of each limit of an API, a line for each.
final class LimitTable {

    private static final int KEY = 40;

    private LimitTable() {}

    /// @param known false when the newest calls were not read, so that what is used now is not
    ///   known
    static Table of(ApiUsage usage, boolean known) {
        var table =
                new Table(
                        List.of(
                                "limit",
                                "most",
                                "window",
                                "worst_key",
                                "keys",
                                "keys_near",
                                "used",
                                "percent",
                                "headroom",
                                "peak",
                                "peak_at",
                                "reached",
                                "time_to_limit",
                                "line"),
                        Budget.ROWS,
                        100);
        for (ApiUsage.LimitUse use : usage.limits()) {
            boolean each = use.limit().each();
            table.add(
                    use.limit().name(),
                    use.limit().most(),
                    use.limit().kind() == LimitWindow.FIXED
                            ? "fixed, " + zone(use.limit().zone())
                            : use.limit().kind().toString(),
                    use.key() == null ? null : Excerpt.head(use.key(), KEY),
                    each ? use.keys() : null,
                    each ? use.keysNear() : null,
                    known ? use.used() : null,
                    known ? Figures.of(use.percent()) : null,
                    known ? use.headroom() : null,
                    use.peak(),
                    Figures.time(use.peakAt()),
                    reached(use),
                    known ? TimeToLimit.of(use, usage.range().until()).words() : null,
                    Sparkline.of(use.samples(), usage.range(), GlanceTable.LINE, Direction.HIGH));
        }
        return table;
    }

    private static String zone(ZoneId zone) {
        return zone.getId().equals("Z") ? "UTC" : zone.getId();
    }

    private static @Nullable String reached(ApiUsage.LimitUse use) {
        Instant first = use.firstHit();
        Instant last = use.lastHit();
        return first == null || last == null
                ? null
                : "in "
                        + use.hitMinutes()
                        + " min, "
                        + Figures.time(first)
                        + (first.equals(last) ? "" : " to " + Figures.time(last));
    }

    /// What must be known of how exact the windows are.
    static List<String> remarks(ApiUsage usage) {
        var remarks = new ArrayList<String>();
        for (ApiUsage.LimitUse use : usage.limits()) {
            Duration resolution = use.resolution();
            if (resolution.toMillis() > 1) {
                remarks.add(
                        use.limit().name()
                                + ": many calls; the window's end is exact to "
                                + Figures.length(resolution));
            }
        }
        return remarks;
    }
}
