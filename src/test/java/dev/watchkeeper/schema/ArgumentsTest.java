package dev.watchkeeper.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private record Claim(@Range(min = 1, max = 20) String quote, List<String> receipts) {}

    private record Query(
            String stream,
            @Range(min = 1, max = 1000) @Default("100") int limit,
            @Nullable Instant from,
            @Default("2h") Duration window,
            @Default("newest_first") Order order,
            Map<String, String> fields,
            @Range(max = 2) List<Claim> claims) {}

    private record Everything(
            String text,
            int small,
            Integer boxed,
            long large,
            double ratio,
            boolean on,
            Duration duration,
            Instant instant,
            LocalDate date,
            Path path,
            URI url,
            ZoneId zone,
            Order order,
            Set<String> names,
            Object any) {}

    private static Map<String, Object> arguments(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static void assertRefused(Map<String, Object> arguments, String message) {
        assertThatThrownBy(() -> Arguments.read(arguments, Query.class))
                .isInstanceOf(BadRequest.class)
                .hasMessage(message);
    }

    @Test
    void whatIsLeftOutTakesItsDefault() {
        assertThat(Arguments.read(arguments("stream", "gateway"), Query.class))
                .isEqualTo(
                        new Query(
                                "gateway",
                                100,
                                null,
                                Duration.ofHours(2),
                                Order.NEWEST_FIRST,
                                Map.of(),
                                List.of()));
    }

    @Test
    void everyTypeIsRead() {
        var any = arguments("a", Arrays.asList(1, null, "x", true, 1.5));
        var read =
                Arguments.read(
                        arguments(
                                "text",
                                "t",
                                "small",
                                -7,
                                "boxed",
                                8,
                                "large",
                                5_000_000_000L,
                                "ratio",
                                0.5,
                                "on",
                                true,
                                "duration",
                                "1h30m",
                                "instant",
                                "2026-11-22T02:30:00+01:00",
                                "date",
                                "2027-03-01",
                                "path",
                                "a/b",
                                "url",
                                "https://ntfy.example/t",
                                "zone",
                                "Europe/Vienna",
                                "order",
                                "Oldest-First",
                                "names",
                                List.of("b", "a", "b"),
                                "any",
                                any),
                        Everything.class);

        assertThat(read)
                .isEqualTo(
                        new Everything(
                                "t",
                                -7,
                                8,
                                5_000_000_000L,
                                0.5,
                                true,
                                Duration.ofMinutes(90),
                                Instant.parse("2026-11-22T01:30:00Z"),
                                LocalDate.of(2027, 3, 1),
                                Path.of("a/b"),
                                URI.create("https://ntfy.example/t"),
                                ZoneId.of("Europe/Vienna"),
                                Order.OLDEST_FIRST,
                                Set.of("a", "b"),
                                any));
    }

    @Test
    void numbersInQuotesAndTextsWithoutAreUnderstood() {
        var read =
                Arguments.read(
                        arguments("stream", 42, "limit", "42", "fields", Map.of("status", 429)),
                        Query.class);

        assertThat(read.stream()).isEqualTo("42");
        assertThat(read.limit()).isEqualTo(42);
        assertThat(read.fields()).isEqualTo(Map.of("status", "429"));
        assertThat(Arguments.read(arguments("stream", "s", "limit", 7.0), Query.class).limit())
                .isEqualTo(7);
    }

    @Test
    void nullIsTheSameAsLeftOut() {
        var nulls = arguments("stream", "s");
        nulls.put("limit", null);
        nulls.put("from", null);
        nulls.put("claims", null);

        assertThat(Arguments.read(nulls, Query.class))
                .isEqualTo(Arguments.read(arguments("stream", "s"), Query.class));
        nulls.put("stream", null);
        assertRefused(nulls, "missing argument \"stream\"");
    }

    @Test
    void oneValueIsAListOfOne() {
        var claim = arguments("quote", "429", "receipts", "r-1");

        assertThat(Arguments.read(arguments("stream", "s", "claims", claim), Query.class).claims())
                .containsExactly(new Claim("429", List.of("r-1")));
    }

    @Test
    void aLimitOutOfRangeNamesTheRange() {
        assertRefused(
                arguments("stream", "s", "limit", 0), "limit must be between 1 and 1000, got 0");
        assertRefused(
                arguments("stream", "s", "limit", new java.math.BigInteger("9".repeat(30))),
                "limit must be between 1 and 1000, got " + "9".repeat(30));
        assertRefused(
                arguments("stream", "s", "claims", arguments("quote", "")),
                "claims.quote must not be empty");
    }

    @Test
    void aFractionIsNoWholeNumber() {
        assertRefused(
                arguments("stream", "s", "limit", 10.7),
                "limit: expected a whole number, got 10.7");
        assertRefused(
                arguments("stream", "s", "limit", "abc"),
                "limit: expected a whole number, got \"abc\"");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertRefused(
                arguments(
                        "strem",
                        "gateway",
                        "colour",
                        "red",
                        "from",
                        "yesterday",
                        "window",
                        30,
                        "order",
                        "newest_frist",
                        "fields",
                        "status",
                        "claims",
                        List.of(
                                arguments("quote", "x"),
                                arguments("receipts", List.of("r-1", List.of())),
                                "E7")),
                "unknown argument \"strem\"; did you mean stream?; unknown argument \"colour\""
                        + " (known: stream, limit, from, window, order, fields, claims);"
                        + " from: expected a time such as"
                        + " 2026-11-22T01:30:00Z, got \"yesterday\"; window: expected a duration"
                        + " such as 5m, 2h or 14d, got 30; order: expected one of oldest_first,"
                        + " newest_first, got \"newest_frist\"; did you mean newest_first?;"
                        + " fields: expected names with values below it, got \"status\";"
                        + " claims[1]: missing argument \"quote\"; claims[1].receipts[1]:"
                        + " expected a text, got a list; claims[2]: expected keys (quote,"
                        + " receipts), got \"E7\"");
    }

    @Test
    void aValueWithLineBreaksStaysOnOneLine() {
        assertRefused(
                arguments("stream", "s", "from", "a\nb\u001b[31m\u202e" + "x".repeat(100)),
                "from: expected a time such as 2026-11-22T01:30:00Z, got \"a b [31m "
                        + "x".repeat(51)
                        + "…\"");
    }

    record Window(Instant from, Instant until) {
        Window {
            if (!from.isBefore(until)) {
                throw new BadRequest("from must be before until");
            }
        }
    }

    record Compare(Window now, @Nullable Window before) {}

    @Test
    void whatAConstructorRefusesIsAProblemOfItsMap() {
        var backwards = arguments("from", "2026-11-22T02:00:00Z", "until", "2026-11-22T01:00:00Z");

        assertThatThrownBy(() -> Arguments.read(arguments("now", backwards), Compare.class))
                .hasMessage("now: from must be before until");
    }

    @Test
    void aScalarOfOurOwnReplacesABuiltInOne() {
        var types =
                Types.builtIn()
                        .withScalar(
                                Instant.class,
                                "a time, or now-2h",
                                text -> {
                                    if (text.equals("now-1h")) {
                                        return Instant.EPOCH;
                                    }
                                    throw new IllegalArgumentException();
                                });

        assertThat(
                        Arguments.read(
                                        arguments("stream", "s", "from", "now-1h"),
                                        Query.class,
                                        types)
                                .from())
                .isEqualTo(Instant.EPOCH);
        assertThatThrownBy(() ->
                        Arguments.read(
                                arguments("stream", "s", "from", "now-h"), Query.class, types))
                .hasMessage("from: expected a time, or now-2h, got \"now-h\"");
    }

    @Test
    void durationsAreWrittenAsTheyAreRead() {
        for (String text :
                List.of("500ms", "90s", "5m", "2h", "14d", "1h30m", "0s", "PT5M", "2w")) {
            Duration duration = Durations.parse(text);
            assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
        }
        assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("1m30s");
        assertThatThrownBy(() -> Durations.parse("PT-5M")).hasMessage("negative");
    }
}
