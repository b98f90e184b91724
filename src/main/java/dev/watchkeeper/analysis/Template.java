package dev.watchkeeper.analysis;

import java.util.HexFormat;

/// What the messages of one kind have in common: `text` with `<*>` for what varies.
///
/// The `id` is made from the text alone, so that it is the same in every run and on every machine:
/// 40 bits of a 64-bit FNV-1a hash with its bits mixed, as ten hex digits. Among 10,000 templates
/// two share an id once in 20,000 logs.
public record Template(String id, String text) {
    /// Takes in every message that found no place of its own once the number of groups has reached
    /// its limit.
    static final Template REST = of(Sketch.WILDCARD);

    /// The template of a text, with its id.
    public static Template of(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return new Template(HexFormat.of().toHexDigits(ShapeTable.mix(hash) >>> 24, 10), text);
    }

    /// Whether the first line of the message is one of this kind: the words are the same and in the
    /// same order, and each `<*>` stands for one value, however long, but not for further words.
    public boolean matches(CharSequence message) {
        return TemplateMatcher.of(text).matches(message.toString());
    }
}
