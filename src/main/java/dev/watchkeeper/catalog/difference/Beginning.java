package dev.watchkeeper.catalog.difference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When it all began: the first moment at which much began to differ together.
///
/// @param onset of the first of them
/// @param earliest the onset is not before this, nor after `latest`
/// @param first those that began then, the first first
public record Beginning(Instant onset, Instant earliest, Instant latest, List<Moved> first) {

    /// What begins within this of another began with it.
    private static final Duration TOGETHER = Duration.ofMinutes(4);

    /// The first moment counts that has at least this share of the surprise of the greatest.
    private static final double SHARE = 0.3;

    /// The beginning of what differs; null where nothing does.
    ///
    /// @param discovered what cannot be chance
    /// @param close what began when a finding did
    static @Nullable Beginning of(List<Moved> discovered, List<Moved> close) {
        Beginning lasting = lasting(discovered);
        Beginning known = close.isEmpty() ? null : at(close);
        return lasting == null
                ? known
                : known == null || lasting.onset.isBefore(known.onset) ? lasting : known;
    }

    private static @Nullable Beginning lasting(List<Moved> discovered) {
        boolean lasts = discovered.stream().anyMatch(moved -> moved.shift().until() == null);
        List<Moved> lasting =
                discovered.stream()
                        .filter(moved -> !lasts || moved.shift().until() == null)
                        .sorted(Comparator.comparing((Moved moved) -> moved.shift().onset()))
                        .toList();
        var moments = new ArrayList<List<Moved>>();
        for (Moved moved : lasting) {
            boolean joins =
                    !moments.isEmpty()
                            && moved.shift()
                                    .onset()
                                    .isBefore(
                                            moments.getLast()
                                                    .getLast()
                                                    .shift()
                                                    .onset()
                                                    .plus(TOGETHER));
            if (joins) {
                moments.getLast().add(moved);
            } else {
                moments.add(new ArrayList<>(List.of(moved)));
            }
        }
        double most = moments.stream().mapToDouble(Beginning::weight).max().orElse(0);
        return moments.stream()
                .filter(moment -> weight(moment) >= SHARE * most)
                .findFirst()
                .map(Beginning::at)
                .orElse(null);
    }

    /// The same, with what is new and says that something failed: where that came shortly before,
    /// it was the first.
    Beginning with(List<Moved> found) {
        var all = new ArrayList<>(first);
        found.stream()
                .filter(moved -> moved.grave() && moved.shift().first() && !all.contains(moved))
                .filter(moved ->
                        !moved.shift().onset().isBefore(onset.minus(Ranking.FAILED_BEFORE)))
                .filter(moved -> moved.shift().onset().isBefore(latest.plus(Ranking.JUST_AFTER)))
                .forEach(all::add);
        return at(all);
    }

    private static Beginning at(List<Moved> moment) {
        // what surely began first, not what may have
        List<Moved> sorted =
                moment.stream()
                        .sorted(Comparator.comparing((Moved moved) -> moved.shift().latest()))
                        .toList();
        var first = sorted.getFirst().shift();
        return new Beginning(first.onset(), first.earliest(), first.latest(), sorted);
    }

    private static double weight(List<Moved> moment) {
        return moment.stream().mapToDouble(Ranking::surprise).sum();
    }
}
