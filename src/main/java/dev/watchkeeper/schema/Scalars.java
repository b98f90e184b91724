package dev.watchkeeper.schema;

import dev.watchkeeper.schema.Types.ScalarType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;

/// The single values that are read from text alone; numbers, booleans and enums are
/// [ScalarReader]'s own.
final class Scalars {

    static final Map<Class<?>, ScalarType> BUILT_IN =
            Map.of(
                    String.class,
                    new ScalarType("a text", text -> text),
                    Duration.class,
                    new ScalarType("a duration such as 5m, 2h or 14d", Durations::parse),
                    Instant.class,
                    new ScalarType(
                            "a time such as 2026-11-22T01:30:00Z",
                            text -> OffsetDateTime.parse(text).toInstant()),
                    LocalDate.class,
                    new ScalarType("a date such as 2027-03-01", LocalDate::parse),
                    Path.class,
                    new ScalarType("a path", Scalars::path),
                    URI.class,
                    new ScalarType("a URL such as https://example.org/topic", Scalars::absolute),
                    ZoneId.class,
                    new ScalarType("a time zone such as UTC or Europe/Vienna", ZoneId::of));

    private Scalars() {}

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
        }
        return Path.of(text);
    }

    private static URI absolute(String text) {
        URI uri = URI.create(text.strip());
        if (uri.getScheme() == null || (uri.getHost() == null && uri.getPath() == null)) {
            throw new IllegalArgumentException("not absolute");
        }
        return uri;
    }
}
