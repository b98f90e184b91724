package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.source.lines.Line;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rules out lines by their level without parsing them: looks for the key among the bytes. Within a
/// JSON string a quote is escaped, so `"level"` before a colon is a key wherever it stands;
/// whatever is not plain enough to be sure of is let through.
///
/// @param level the least level wanted
/// @param key the name of the key that holds the level
/// @param anyDepth true when the key means the level wherever it is, because tools.yaml names it
record LevelScan(Level level, String key, boolean anyDepth) {

    private static final int LONGEST_OBJECT = 200;

    static LevelScan usual(Level level) {
        return new LevelScan(level, "level", false);
    }

    static LevelScan named(Level level, String path) {
        return new LevelScan(level, JsonKeys.lastPart(path), true);
    }

    /// False when the line's level is certainly below the one wanted.
    boolean mayMatch(Line line) {
        String block = line.block();
        String quoted = '"' + key + '"';
        int at = block.indexOf(quoted, line.start(), line.end());
        if (at < 0 || !(anyDepth || !line.contains("tatus") || !access(line))) {
            return true;
        }
        boolean sure = anyDepth || topmost(line, at);
        while (at >= 0) {
            int colon = skipSpaces(block, at + quoted.length(), line.end());
            if (colon < line.end() && block.charAt(colon) == ':') {
                int value = skipSpaces(block, colon + 1, line.end());
                Level found = value(block, value, line.end());
                if (found == null || found.atLeast(level)) {
                    return true;
                }
                sure |= loguru(block, value, line.end());
            }
            at = block.indexOf(quoted, at + quoted.length(), line.end());
        }
        return !sure;
    }

    /// Access logs get their level from the status too.
    static boolean access(Line line) {
        return line.contains("ethod\"");
    }

    /// True when the key is one of the object itself: nothing was opened before it.
    private static boolean topmost(Line line, int at) {
        return line.block().indexOf('{', line.start() + 1, at) < 0;
    }

    /// True when an object begins there that only loguru writes: a level with its number.
    private static boolean loguru(String block, int at, int end) {
        if (at >= end || block.charAt(at) != '{') {
            return false;
        }
        int stop = Math.min(end, at + LONGEST_OBJECT);
        int close = block.indexOf('}', at, stop);
        return close >= 0 && block.indexOf("\"no\"", at, close) >= 0;
    }

    private static int skipSpaces(String block, int at, int end) {
        int i = at;
        while (i < end && block.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    /// The level that begins at a place: a text, or loguru's object with a name.
    private static @Nullable Level value(String block, int at, int end) {
        if (at >= end) {
            return null;
        }
        if (block.charAt(at) == '{') {
            int stop = Math.min(end, at + LONGEST_OBJECT);
            int close = block.indexOf('}', at, stop);
            int name = close < 0 ? -1 : block.indexOf("\"name\"", at, close);
            int colon = name < 0 ? close : skipSpaces(block, name + 6, close);
            boolean given = name >= 0 && colon < close && block.charAt(colon) == ':';
            int quote = given ? skipSpaces(block, colon + 1, close) : close;
            return given && quote < close && block.charAt(quote) == '"'
                    ? text(block, quote, close)
                    : null;
        }
        return block.charAt(at) == '"' ? text(block, at, end) : null;
    }

    private static @Nullable Level text(String block, int quote, int end) {
        int close = block.indexOf('"', quote + 1, end);
        if (close < 0 || close - quote > 20 || block.indexOf('\\', quote, close) >= 0) {
            return null;
        }
        Optional<Level> level = Level.parse(block.substring(quote + 1, close));
        return level.orElse(null);
    }
}
