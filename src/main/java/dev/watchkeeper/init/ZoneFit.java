package dev.watchkeeper.init;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// Whether times that name no zone are read in the right one: the newest entry of a file and the
/// time at which the file was changed have to agree.
final class ZoneFit {

    static final ZoneId UTC = ZoneId.of("UTC");

    private static final Duration NEAR = Duration.ofMinutes(3);

    private ZoneFit() {}

    /// How many sources have a newest entry that agrees with the change of their files.
    static long fitting(List<Draft> drafts) {
        return drafts.stream().filter(draft -> near(draft, Duration.ZERO)).count();
    }

    /// True when a source would agree if its times were UTC.
    static boolean looksLikeUtc(List<Draft> drafts, ZoneId zone) {
        return drafts.stream()
                .anyMatch(draft -> {
                    Duration offset =
                            Duration.ofSeconds(
                                    zone.getRules().getOffset(draft.changed()).getTotalSeconds());
                    return !offset.isZero() && near(draft, offset);
                });
    }

    private static boolean near(Draft draft, Duration offset) {
        Instant newest = draft.newest();
        return newest != null
                && Duration.between(newest, draft.changed()).minus(offset).abs().compareTo(NEAR)
                        <= 0;
    }
}
