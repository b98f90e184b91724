package dev.watchkeeper.cli.ignore;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.analysis.TemplateMiner;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.Ignore;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is to be ignored: the template of a message, or a finding.
///
/// @param finding the finding as the state has it, or null for a template
public record IgnoreTarget(
        @Nullable String pattern, @Nullable String stream, FindingStore.@Nullable Stored finding) {

    /// The longest that anything is ignored.
    static final Duration LONGEST = Duration.ofDays(366);

    private static final Duration SHORTEST_RATE = Duration.ofMinutes(1);
    private static final Duration LONGEST_RATE = Duration.ofHours(1);
    private static final int LONGEST_PATTERN = 1_000;
    private static final int MOST_NAMED = 8;
    private static final Pattern FINDING =
            Pattern.compile("(p|fresh|unread|metric|api|full|worker|beat)-[a-z0-9-]+");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9})\\s*(?:/|per)\\s*(\\S+)");
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

    /// Reads what was typed.
    ///
    /// @param streams the log streams there are
    /// @throws BadRequest when it is neither, or would hide what is not one kind of message
    public static IgnoreTarget of(
            String text,
            @Nullable String stream,
            FindingStore findings,
            Collection<String> streams) {
        if (FINDING.matcher(text).matches()) {
            if (stream != null) {
                throw new BadRequest(
                        "--stream is for the template of a message; the finding "
                                + text
                                + " is of one thing already");
            }
            return new IgnoreTarget(null, null, finding(text, findings));
        }
        FindingStore.Stored titled = titled(text, findings);
        if (titled != null && stream == null) {
            return new IgnoreTarget(null, null, titled);
        }
        if (text.isBlank() || text.length() > LONGEST_PATTERN || text.indexOf('\n') >= 0) {
            throw new BadRequest(
                    "a template is one line of 1 to " + LONGEST_PATTERN + " characters");
        }
        if (!WORD.matcher(text.replace("<*>", " ")).find()) {
            throw new BadRequest(
                    "the template "
                            + Words.quote(text)
                            + " has no word of its own and would hide nearly everything; take one from find_log_patterns");
        }
        if (stream != null && !streams.contains(stream)) {
            throw new BadRequest(
                    "no log stream " + Words.quote(stream) + Words.orMeant(stream, streams));
        }
        return new IgnoreTarget(template(text), stream, null);
    }

    /// The finding that is so titled, where the title is no template of a message: that of a
    /// metric, or of an exception.
    private static FindingStore.@Nullable Stored titled(String text, FindingStore findings) {
        String ofMessages = "p-" + Template.of(text).id();
        return findings.all().stream()
                .filter(stored -> stored.finding().title().equals(text))
                .filter(stored -> !stored.finding().id().startsWith(ofMessages))
                .findFirst()
                .orElse(null);
    }

    /// The text, or where it is a message and no template, the template of such messages: a value
    /// that stands in it would hardly come again.
    private static String template(String text) {
        if (text.contains("<*>")) {
            return text;
        }
        var miner = new TemplateMiner(List.of());
        return miner.templateOf(miner.add(text)).text();
    }

    private static FindingStore.Stored finding(String id, FindingStore findings) {
        return findings.find(id)
                .orElseGet(() -> {
                    List<FindingStore.Stored> all = findings.all();
                    List<FindingStore.Stored> like =
                            all.stream()
                                    .filter(stored -> stored.finding().id().startsWith(id))
                                    .toList();
                    if (like.size() == 1) {
                        return like.getFirst();
                    }
                    List<String> ids =
                            (like.isEmpty() ? all : like)
                                    .stream()
                                            .map(stored -> stored.finding().id())
                                            .limit(MOST_NAMED)
                                            .toList();
                    throw new BadRequest(
                            "no finding "
                                    + Words.quote(id)
                                    + (ids.isEmpty()
                                            ? ": no check has found anything yet"
                                            : Words.orMeant(id, ids)));
                });
    }

    /// The ignore of it, as a person decided it. Messages are counted from `now` on.
    public Ignore ignore(
            String reason,
            String author,
            Instant now,
            Instant until,
            @Nullable Long most,
            @Nullable String rate,
            boolean untilChange,
            @Nullable String incident) {
        if (finding != null && (most != null || rate != null)) {
            throw new BadRequest(
                    "--count and --rate count messages, so they need a template and not a finding; --until-change works for both");
        }
        if (most != null && most < 1) {
            throw new BadRequest("--count must be at least 1, got " + most);
        }
        @Nullable Matcher parts = rate == null ? null : rate(rate);
        @Nullable Severity severity = finding == null ? null : finding.finding().severity();
        return new Ignore(
                0,
                pattern,
                stream,
                finding == null ? null : finding.finding().id(),
                severity,
                reason,
                author,
                now,
                until,
                most,
                parts == null ? null : Long.valueOf(parts.group(1)),
                parts == null ? null : per(parts.group(2), rate),
                untilChange,
                incident,
                0,
                now,
                null,
                null);
    }

    private static Matcher rate(String text) {
        Matcher parts = RATE.matcher(text.strip());
        if (!parts.matches()) {
            throw badRate(text);
        }
        return parts;
    }

    private static Duration per(String text, @Nullable String rate) {
        try {
            Duration per =
                    Durations.parse(
                            Character.isDigit(text.charAt(0)) ? text : "1" + text.charAt(0));
            if (per.compareTo(SHORTEST_RATE) < 0 || per.compareTo(LONGEST_RATE) > 0) {
                throw badRate(String.valueOf(rate));
            }
            return per;
        } catch (DateTimeException | ArithmeticException e) {
            throw badRate(String.valueOf(rate));
        }
    }

    private static BadRequest badRate(String text) {
        return new BadRequest(
                "--rate: expected a count and a time from 1m to 1h, such as 100/1h, got "
                        + Words.quote(text));
    }

    /// When it ends: after a time such as 30d, or on a day.
    ///
    /// @throws BadRequest when that is over already, or more than a year away
    public static Instant end(String text, Instant now, ZoneId zone) {
        Instant end;
        try {
            end =
                    text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                            ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                            : now.plus(Durations.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadRequest(
                    "--until: expected a time such as 30d or a day such as 2027-03-01, got "
                            + Words.quote(text));
        }
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw new BadRequest(
                    "--until must lie in the future and at most a year away, got "
                            + Words.quote(text));
        }
        return end;
    }
}
