package dev.watchkeeper.incident;

import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What incidents have in common over weeks: what recurs, what costs sleep, how long things take,
/// and what was to be done and is not.
///
/// @param range over which
/// @param incidents how many were detected in it
/// @param recurring what came more than once, the most frequent first
/// @param messages what people were sent
/// @param toDetect from the onset to the detection
/// @param toDiagnose from the detection to the end of the investigation that wrote the incident
/// @param toResolve from the detection until its condition was measured gone
/// @param actions what is still to be done, the oldest first, whenever it was asked for
public record Trends(
        TimeRange range,
        int incidents,
        List<Recurring> recurring,
        Messages messages,
        Mean toDetect,
        Mean toDiagnose,
        Mean toResolve,
        List<OpenAction> actions) {

    private static final int NIGHT_BEGINS = 22;
    private static final int NIGHT_ENDS = 7;
    private static final int MOST_OF_A_KIND = 5;

    /// The same finding, or the same cause, in several incidents.
    ///
    /// @param last the newest of them
    /// @param finding a finding that they share, or null where they share the cause alone
    /// @param shortest the shortest time between two of them
    /// @param longest the longest
    public record Recurring(
            String last,
            @Nullable String finding,
            int times,
            Duration shortest,
            Duration longest) {}

    /// A message that people were sent.
    ///
    /// @param about the finding or other thing it is about, in an id of ours
    public record Message(Instant at, String about) {}

    /// What people were sent.
    ///
    /// @param count how many messages
    /// @param perWeek of them, on average
    /// @param atNight how many between 22:00 and 07:00 where the service is
    /// @param hours how many of those by hour of the night, from 22 on; hours without any left out
    /// @param wakers what those at night are about, the most frequent first
    public record Messages(
            int count,
            double perWeek,
            int atNight,
            Map<Integer, Integer> hours,
            List<Waker> wakers) {}

    /// What messages at night are about.
    public record Waker(String about, int messages) {}

    /// A mean over those incidents for which both times are known.
    ///
    /// @param length null when that is none
    public record Mean(@Nullable Duration length, int incidents) {}

    /// Something that an incident asked for and nobody has called done.
    ///
    /// @param number by which it is called done
    /// @param what whoever wrote it had read logs: a text of strangers, as is `owner`
    public record OpenAction(
            long number, String incident, String what, String kind, String owner, Instant made) {}

    /// What is known of incidents beside their files.
    ///
    /// @param diagnosed when the investigation ended that wrote an incident, by its id
    /// @param recovered when the condition of an incident was measured gone, by its id
    /// @param messages what people were sent within the range
    /// @param actions what is still to be done
    public record Known(
            Map<String, Instant> diagnosed,
            Map<String, Instant> recovered,
            List<Message> messages,
            List<OpenAction> actions) {}

    /// Counts.
    ///
    /// @param all incidents, the newest first
    /// @param zone where the service is, for what is night
    public static Trends of(TimeRange range, ZoneId zone, List<IncidentSummary> all, Known known) {
        List<IncidentSummary> within =
                all.stream()
                        .filter(one -> one.detected() != null && range.contains(one.detected()))
                        .toList();
        return new Trends(
                range,
                within.size(),
                recurring(within),
                messages(range, zone, known.messages()),
                mean(within, IncidentSummary::onset, IncidentSummary::detected),
                mean(within, IncidentSummary::detected, one -> known.diagnosed().get(one.id())),
                mean(within, IncidentSummary::detected, one -> known.recovered().get(one.id())),
                known.actions());
    }

    private static List<Recurring> recurring(List<IncidentSummary> newestFirst) {
        var groups = new ArrayList<List<IncidentSummary>>();
        for (IncidentSummary incident : newestFirst) {
            groups.stream()
                    .filter(group -> group.stream().anyMatch(other -> same(incident, other)))
                    .findFirst()
                    .ifPresentOrElse(
                            group -> group.add(incident),
                            () -> groups.add(new ArrayList<>(List.of(incident))));
        }
        return groups.stream()
                .filter(group -> group.size() > 1)
                .sorted(Comparator.comparingInt((List<IncidentSummary> g) -> g.size()).reversed())
                .limit(MOST_OF_A_KIND)
                .map(Trends::group)
                .toList();
    }

    private static Recurring group(List<IncidentSummary> group) {
        List<Instant> times =
                group.stream()
                        .map(IncidentSummary::detected)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .sorted()
                        .toList();
        var between = new ArrayList<Duration>();
        for (int i = 1; i < times.size(); i++) {
            between.add(Duration.between(times.get(i - 1), times.get(i)));
        }
        between.sort(null);
        IncidentSummary newest = group.getFirst();
        String shared =
                newest.findings().stream()
                        .filter(id ->
                                group.stream()
                                        .skip(1)
                                        .anyMatch(other -> other.findings().contains(id)))
                        .findFirst()
                        .orElse(null);
        return new Recurring(
                newest.id(), shared, group.size(), between.getFirst(), between.getLast());
    }

    private static boolean same(IncidentSummary one, IncidentSummary other) {
        return one.findings().stream().anyMatch(other.findings()::contains)
                || (!cannotTell(one) && Likeness.same(one.cause(), other.cause()));
    }

    private static boolean cannotTell(IncidentSummary incident) {
        return incident.cause().isBlank()
                || incident.cause().startsWith(IncidentReport.CANNOT_TELL);
    }

    private static Messages messages(TimeRange range, ZoneId zone, List<Message> all) {
        var hours = new LinkedHashMap<Integer, Integer>();
        var about = new LinkedHashMap<String, Integer>();
        Stream.concat(
                        Stream.iterate(NIGHT_BEGINS, hour -> hour < 24, hour -> hour + 1),
                        Stream.iterate(0, hour -> hour < NIGHT_ENDS, hour -> hour + 1))
                .forEach(hour -> hours.put(hour, 0));
        int night = 0;
        for (Message message : all) {
            int hour = message.at().atZone(zone).getHour();
            if (hours.containsKey(hour)) {
                night++;
                hours.merge(hour, 1, Integer::sum);
                about.merge(message.about(), 1, Integer::sum);
            }
        }
        hours.values().removeIf(count -> count == 0);
        double weeks = Math.max(1.0 / 7, range.length().toHours() / (7 * 24.0));
        return new Messages(
                all.size(),
                all.size() / weeks,
                night,
                hours,
                about.entrySet().stream()
                        .map(one -> new Waker(one.getKey(), one.getValue()))
                        .sorted(Comparator.comparingInt(Waker::messages).reversed())
                        .limit(MOST_OF_A_KIND)
                        .toList());
    }

    private static Mean mean(
            List<IncidentSummary> incidents,
            Function<IncidentSummary, @Nullable Instant> from,
            Function<IncidentSummary, @Nullable Instant> until) {
        Duration sum = Duration.ZERO;
        int known = 0;
        for (IncidentSummary incident : incidents) {
            Instant begin = from.apply(incident);
            Instant end = until.apply(incident);
            if (begin != null && end != null && !end.isBefore(begin)) {
                sum = sum.plus(Duration.between(begin, end));
                known++;
            }
        }
        return new Mean(known == 0 ? null : sum.dividedBy(known), known);
    }
}
