package dev.watchkeeper.analysis;

import java.util.Set;

/// Reads values that are written in several tokens as one value: dates, quantities, lists, nothing
/// at all.
///
/// What one statement prints in several lengths ("0 bytes", "1033 bytes (1.00 KB)"; "[a1]", "[a1,
/// b2]", "[]") would otherwise be several kinds of message. How the value was written is kept as
/// its form, and shown where it never varies.
final class Phrases {
    private static final Set<String> DAYS =
            Set.of(
                    "Mon",
                    "Tue",
                    "Wed",
                    "Thu",
                    "Fri",
                    "Sat",
                    "Sun",
                    "Monday",
                    "Tuesday",
                    "Wednesday",
                    "Thursday",
                    "Friday",
                    "Saturday",
                    "Sunday");
    private static final Set<String> MONTHS =
            Set.of(
                    "Jan",
                    "Feb",
                    "Mar",
                    "Apr",
                    "May",
                    "Jun",
                    "Jul",
                    "Aug",
                    "Sep",
                    "Oct",
                    "Nov",
                    "Dec",
                    "January",
                    "February",
                    "March",
                    "April",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");
    private static final Set<String> ZONES =
            Set.of(
                    "UTC", "GMT", "CET", "CEST", "BST", "EST", "EDT", "CST", "CDT", "MST", "MDT",
                    "PST", "PDT", "JST", "IST", "AM", "PM", "am", "pm");
    private static final Set<String> UNITS =
            Set.of(
                    "B",
                    "byte",
                    "bytes",
                    "Bytes",
                    "KB",
                    "MB",
                    "GB",
                    "TB",
                    "KiB",
                    "MiB",
                    "GiB",
                    "TiB",
                    "kB",
                    "K",
                    "M",
                    "G",
                    "ns",
                    "us",
                    "ms",
                    "s",
                    "sec",
                    "secs",
                    "second",
                    "seconds",
                    "min",
                    "mins",
                    "minute",
                    "minutes",
                    "h",
                    "hour",
                    "hours",
                    "day",
                    "days",
                    "msec",
                    "msecs",
                    "millis",
                    "millisecond",
                    "milliseconds",
                    "microseconds");

    private final Sketch in;
    private final boolean[] date;
    private final Sketch.Builder out = new Sketch.Builder();
    private boolean quoted;

    private Phrases(Sketch in) {
        this.in = in;
        this.date = dates(in);
    }

    static Sketch read(Sketch sketch) {
        return new Phrases(sketch).read();
    }

    private Sketch read() {
        int at = 0;
        while (at < in.size()) {
            int until = Math.max(prefixed(at), value(at));
            if (until > at) {
                out.add(Sketch.VALUE, written(at, until), in.spaced(at));
                at = until;
                continue;
            }
            out.add(in.token(at), in.token(at), in.spaced(at));
            if (in.token(at).equals("\"")) {
                quoted = !quoted;
            }
            at++;
            if (empty(at)) {
                out.add(Sketch.VALUE, "", false);
            }
        }
        return out.build();
    }

    /// Nothing where a value could be: after a glued `=` and in empty brackets or quotes.
    private boolean empty(int at) {
        String before = in.token(at - 1);
        boolean ends = at >= in.size();
        boolean gap = ends || in.spaced(at);
        String next = in.token(at);
        return switch (before) {
            case "=" ->
                    in.glued(at - 1)
                            && (ends
                                    || (gap
                                            ? in.token(at + 1).equals("=")
                                            : ",;)]}".contains(next)));
            case "[" -> !gap && next.equals("]");
            case "{" -> !gap && next.equals("}");
            case "\"" -> quoted && !gap && next.equals("\"");
            default -> false;
        };
    }

    /// A name that leads a value, as [Values#prefix] left it: `core.<*>`, `cache-<*>`,
    /// `Server@<*>`.
    private int prefixed(int at) {
        String token = in.token(at);
        char last = token.charAt(token.length() - 1);
        int value = at + 1;
        if (token.length() > 2 && in.token(value).equals(".") && !in.spaced(value)) {
            value++;
        } else if (token.length() < 3 || (last != '-' && last != '@')) {
            return at;
        }
        return in.isValue(value) && !in.spaced(value) ? value + 1 : at;
    }

    /// Where the value that starts here ends; `at` when none does.
    private int value(int at) {
        int start = at;
        String mark = in.token(at);
        if ((mark.equals("<") || mark.equals(">") || mark.equals("~"))
                && atom(at + 1)
                && !in.spaced(at + 1)
                && !in.token(at + 2).equals(">")) {
            start++;
        } else if (!atom(at)) {
            return at;
        }
        int until = quantityEnd(start);
        while (in.token(until).equals(",") && atom(until + 1)) {
            until = quantityEnd(until + 1);
        }
        return until;
    }

    private boolean atom(int i) {
        return in.isValue(i) || (i >= 0 && i < date.length && date[i]);
    }

    private int quantityEnd(int start) {
        int at = start + 1;
        while (atom(at) && in.spaced(at)) {
            at++;
        }
        if (!UNITS.contains(in.token(at))) {
            return at;
        }
        at++;
        if (in.token(at).equals("(")) {
            int close = at + 1;
            while (atom(close) || UNITS.contains(in.token(close)) || in.token(close).equals(",")) {
                close++;
            }
            if (in.token(close).equals(")") && atom(at + 1)) {
                return close + 1;
            }
        }
        return at;
    }

    private String written(int from, int until) {
        StringBuilder form = new StringBuilder();
        boolean afterValue = false;
        for (int i = from; i < until; i++) {
            if (atom(i)) {
                if (!afterValue) {
                    form.append(i > from && in.spaced(i) ? " " : "").append(Sketch.WILDCARD);
                }
                afterValue = true;
            } else {
                form.append(i > from && in.spaced(i) ? " " : "").append(in.token(i));
                afterValue = false;
            }
        }
        return form.toString();
    }

    /// Names of days, months and zones beside a number.
    private static boolean[] dates(Sketch in) {
        boolean[] date = new boolean[in.size()];
        for (int i = 0; i < in.size(); i++) {
            if (MONTHS.contains(in.token(i)) && (in.isValue(i - 1) || in.isValue(i + 1))) {
                date[i] = true;
            } else if (ZONES.contains(in.token(i)) && in.isValue(i - 1)) {
                date[i] = true;
            }
        }
        for (int i = 0; i < in.size(); i++) {
            if (DAYS.contains(in.token(i))) {
                int next = in.token(i + 1).equals(",") ? i + 2 : i + 1;
                if (next < in.size() && (date[next] || in.isValue(next))) {
                    date[i] = true;
                }
            }
        }
        return date;
    }
}
