package dev.watchkeeper.cli;

import dev.watchkeeper.tool.ToolDescription;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Makes calls that are wrong in all the ways there are: the same number makes the same call, but
/// for cursors and evidence, which are those of the answers before.
final class HostileCalls {

    private static final List<String> TEXTS =
            List.of(
                    "' OR '1'='1",
                    "'; DROP TABLE log; --",
                    "\" OR \"\"=\"",
                    "1; ATTACH 'x.db' AS x",
                    "x' UNION SELECT password FROM users --",
                    "') UNION ALL SELECT sql FROM sqlite_schema --",
                    "%' AND load_extension('/tmp/x') --",
                    "x'||(SELECT password FROM users)||'",
                    "PRAGMA writable_schema=1",
                    "VACUUM INTO '/tmp/copy.db'",
                    "backup to '/tmp/copy.db'",
                    "$.\"a\".b[0]",
                    "data.password",
                    "users.password",
                    "password",
                    "rowid",
                    "_rowid_",
                    "kind",
                    "message\") OR (1=1",
                    "%",
                    "_",
                    "%_%_%_%_%_%",
                    "\\%",
                    "../secret.log",
                    "../../../../../../etc/passwd",
                    "/etc/passwd",
                    "/proc/self/environ",
                    "/dev/zero",
                    "file:///etc/passwd",
                    "data/other.jsonl",
                    "app.jsonl.2",
                    "plain.log\u0000.gz",
                    "~root",
                    "`id`",
                    "$(id)",
                    "| cat /etc/passwd",
                    "--help",
                    "-1",
                    "*",
                    "(.*a){12}$",
                    "((a{100}){100}){100}",
                    "(.{0,100}){20}z",
                    "(?=x)",
                    "(a|aa)+$",
                    "[",
                    "(?P<x",
                    "\\",
                    ".*",
                    "\\p{L}{1000}",
                    "(?s).*zebra.*",
                    "9999999999999999999999",
                    "1e999",
                    "NaN",
                    "-0",
                    "0x7fffffff",
                    "-99999999d",
                    "+999999999-12-31T23:59:59Z",
                    "-999999999-01-01T00:00:00Z",
                    "0000-00-00T00:00:00Z",
                    "now-",
                    "-1h",
                    "1h..-1h",
                    "null",
                    "true",
                    "\u202egnp.exe",
                    "a\u0300\u0301\u0302",
                    "\uD800",
                    "\uDFFF\uD800",
                    "\u0000",
                    "\u001b[31m",
                    "\u200b",
                    "ﬁ",
                    "İ",
                    "\uFEFF",
                    "😀".repeat(50),
                    "a".repeat(5_000),
                    "",
                    " ",
                    "\n",
                    "<script>alert(1)</script>",
                    "@everyone",
                    "{\"$ne\":1}",
                    "{{7*7}}",
                    "${jndi:ldap://x}",
                    "Robert'); DROP TABLE users;--");

    /// Values that mean something, by the argument, so that many calls get as far as the sources.
    private static final Map<String, List<String>> MEANT =
            Map.ofEntries(
                    Map.entry("stream", List.of("app", "plain", "rows")),
                    Map.entry("event stream", List.of("events", "old")),
                    Map.entry("from", List.of("now-1h", "now-20m", "now-2h", "2020-01-01")),
                    Map.entry("until", List.of("now", "now-10m")),
                    Map.entry("within", List.of("1h", "30m", "2d")),
                    Map.entry("bucket", List.of("5m", "1m", "1h")),
                    Map.entry("baseline", List.of("1h", "1d")),
                    Map.entry("metric", List.of("waiting", "done", "jobs.depth", "api.calls")),
                    Map.entry("queue", List.of("jobs")),
                    Map.entry("api", List.of("api")),
                    Map.entry("contains", List.of("job", "step", "row", "1")),
                    Map.entry("regex", List.of("job \\d+", "s.*p", "[a-z]+ (1|2)")),
                    Map.entry("types", List.of("done", "failed")),
                    Map.entry("type", List.of("done", "failed")),
                    Map.entry("group_by", List.of("type", "data.job_id", "job_id")),
                    Map.entry("value", List.of("id", "data.job_id")),
                    Map.entry("id", List.of("j1", "j2", "j17")),
                    Map.entry("ref", List.of("1", "7", "99", "ktest")),
                    Map.entry("parts", List.of("cpu", "memory", "disk", "network")),
                    Map.entry("like", List.of("%j1%", "%", "_")),
                    Map.entry("severity", List.of("critical", "high", "low")));

    /// Arguments of which any text is one, and which therefore come furthest.
    private static final Set<String> FREE =
            Set.of("contains", "like", "type", "types", "id", "ref", "cursor", "group_by");

    /// Arguments without which few questions mean anything.
    private static final Set<String> LEADING = Set.of("stream", "metric", "queue", "api", "id");

    private static final List<String> WORDS = List.of("job", "j1", "done", "app", "id", "type");

    private final long seed;
    private final List<ToolDescription> tools;
    private final List<String> seen = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();

    HostileCalls(long seed, List<ToolDescription> tools) {
        this.seed = seed;
        this.tools = tools;
    }

    /// A call.
    ///
    /// @param known the tool, or `unknown` for none that there is
    record Made(String tool, Map<String, Object> arguments, String known) {}

    Made call(long number) {
        // Far apart, or the calls of one seed would be those of the next, some numbers on.
        random = new SplittableRandom((seed << 40) + number);
        if (chance(0.01)) {
            return new Made(text(), arguments(Map.of()), "unknown");
        }
        ToolDescription tool = pick(tools);
        // They look at the whole machine, slowly, and the same whatever is asked.
        if (List.of("get_host_metrics", "get_overview").contains(tool.name()) && !chance(0.01)) {
            tool = tools.get(1);
        }
        return new Made(tool.name(), arguments(tool.inputSchema()), tool.name());
    }

    /// Remembers what an answer gave to come back with.
    void saw(Map<String, Object> answer) {
        for (String key : List.of("cursor", "evidence_id")) {
            if (answer.get(key) instanceof String text) {
                if (seen.size() > 100) {
                    seen.removeFirst();
                }
                seen.add(text);
            }
        }
    }

    private Map<String, Object> arguments(Map<String, Object> schema) {
        var arguments = new LinkedHashMap<String, Object>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            double decent = chance(0.6) ? 0.97 : 0.4;
            boolean one = chance(0.4);
            boolean needed = chance(0.9);
            List<?> required = schema.get("required") instanceof List<?> list ? list : List.of();
            properties.forEach((name, property) -> {
                boolean must = needed && required.contains(name);
                boolean stream = LEADING.contains(name) && chance(0.8);
                if (must || stream || chance(one ? 0.1 : 0.3)) {
                    @Nullable Object value =
                            property instanceof Map<?, ?> asked && chance(decent)
                                    ? fitting(asked, spelled(name, properties), decent, 0)
                                    : anything(0);
                    if (value != null) {
                        arguments.put(String.valueOf(name), value);
                    }
                }
            });
        }
        if (chance(0.05)) {
            arguments.put(text(), String.valueOf(anything(0)));
        }
        return arguments;
    }

    /// The key of [#MEANT] for an argument: only events have types.
    private static String spelled(@Nullable Object name, Map<?, ?> properties) {
        return "stream".equals(name) && properties.containsKey("types")
                ? "event stream"
                : String.valueOf(name);
    }

    /// A value of the type that is asked for, and hostile if that type allows it.
    private @Nullable Object fitting(Map<?, ?> property, String name, double decent, int depth) {
        if (property.get("enum") instanceof List<?> allowed
                && !allowed.isEmpty()
                && chance(decent)) {
            return pick(allowed);
        }
        return switch (String.valueOf(property.get("type"))) {
            case "integer", "number" -> chance(0.7) ? (Object) random.nextInt(1, 200) : number();
            case "boolean" -> random.nextBoolean();
            case "array" -> {
                var list = new ArrayList<Object>();
                for (int i = random.nextInt(0, 4); i > 0; i--) {
                    Object item =
                            property.get("items") instanceof Map<?, ?> items && depth < 3
                                    ? fitting(items, name, decent, depth + 1)
                                    : text();
                    list.add(item == null ? "" : item);
                }
                yield list;
            }
            case "object" -> {
                var map = new LinkedHashMap<String, Object>();
                for (int i = random.nextInt(0, 3); i > 0; i--) {
                    map.put(text(), chance(0.8) ? text() : number());
                }
                yield map;
            }
            default ->
                    chance(FREE.contains(name) ? 0.3 : decent)
                            ? pick(MEANT.getOrDefault(name, TEXTS))
                            : text();
        };
    }

    private @Nullable Object anything(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> number();
            case 1 -> random.nextBoolean();
            case 2 -> depth > 2 ? List.of() : list(depth);
            case 3 -> depth > 2 ? Map.of() : Map.of(text(), String.valueOf(anything(depth + 1)));
            default -> text();
        };
    }

    private List<Object> list(int depth) {
        var list = new ArrayList<Object>();
        for (int i = random.nextInt(0, 6); i > 0; i--) {
            Object item = anything(depth + 1);
            list.add(item == null ? "" : item);
        }
        return list;
    }

    private Object number() {
        return switch (random.nextInt(9)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> -1;
            case 3 -> 0;
            case 4 -> Double.NaN;
            case 5 -> Double.POSITIVE_INFINITY;
            case 6 -> 1e308;
            case 7 -> new BigInteger("9".repeat(40));
            default -> random.nextDouble();
        };
    }

    private String text() {
        double kind = random.nextDouble();
        if (kind < 0.2) {
            return pick(WORDS);
        }
        if (kind < 0.9 || seen.isEmpty()) {
            String text = pick(TEXTS);
            return chance(0.2) ? text + pick(TEXTS) : text;
        }
        return mutated(pick(seen));
    }

    private String mutated(String text) {
        if (text.isEmpty() || chance(0.3)) {
            return text;
        }
        int at = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + (char) random.nextInt(1, 0x250) + text.substring(at);
            case 2 -> text.substring(0, at) + '0' + text.substring(at + 1);
            default -> text + text;
        };
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
