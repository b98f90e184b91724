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

    /// The beginning of what lasts; null where nothing does.
    static @Nullable Beginning of(List<Moved> discovered) {
        List<Moved> lasting =
                discovered.stream()
                        .filter(moved -> moved.shift().until() == null)
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
                .filter(moved -> !moved.shift().onset().isBefore(onset.minus(Ranking.FAILED_BEFORE)))
                .filter(moved -> moved.shift().onset().isBefore(latest))
                .forEach(all::add);
        all.sort(Comparator.comparing(moved -> moved.shift().onset()));
        return at(all);
    }

    private static Beginning at(List<Moved> moment) {
        var first = moment.getFirst().shift();
        return new Beginning(first.onset(), first.earliest(), first.latest(), List.copyOf(moment));
    }

    private static double weight(List<Moved> moment) {
        return moment.stream().mapToDouble(Ranking::surprise).sum();
    }
}
