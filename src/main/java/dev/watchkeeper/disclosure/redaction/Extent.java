package dev.watchkeeper.disclosure.redaction;

/// Where a value begins and ends.
///
/// @param quoted whether quotation marks or tags say so, rather than its own characters
record Extent(int start, int end, boolean quoted) {

    private static final int MOST_ESCAPES = 32;
    private static final int LOOKED_AT = 1_024;

    /// The value that begins at or near an index: behind an opening quotation mark, escaped or with
    /// the prefix of a language, up to its fellow; without one up to a space or what separates
    /// fields.
    static Extent at(String text, int from, boolean inQuery) {
        return at(text, from, inQuery, text.length());
    }

    /// The head of the value, long enough to judge it by: whoever rejects many values must not have
    /// walked to the end of each.
    static Extent head(String text, int from, boolean inQuery) {
        return at(text, from, inQuery, Math.min(text.length(), from + LOOKED_AT));
    }

    private static Extent at(String text, int from, boolean inQuery, int limit) {
        int i = from;
        char c = Chars.at(text, i);
        if (c == '[' && quoteAt(text, Chars.skipSpaces(text, i + 1)) >= 0) {
            i = Chars.skipSpaces(text, i + 1);
            c = Chars.at(text, i);
        }
        int quote = quoteNear(text, i);
        i = quote >= 0 && quoteAt(text, i) < 0 ? i + 1 : i;
        return quote >= 0 ? quoted(text, i, quote, limit) : bare(text, i, inQuery, limit);
    }

    /// The index of a quotation mark here, or behind the letter that Python, Ruby or C# put before
    /// one; -1 when there is none.
    static int quoteNear(String text, int from) {
        int quote = quoteAt(text, from);
        return quote < 0 && "bBuUrRfF@$".indexOf(Chars.at(text, from)) >= 0
                ? quoteAt(text, from + 1)
                : quote;
    }

    /// The index of a quotation mark here or behind backslashes; -1 when there is none.
    static int quoteAt(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == '\\' && i - from < MOST_ESCAPES) {
            i++;
        }
        return Chars.quote(Chars.at(text, i)) ? i : -1;
    }

    private static Extent quoted(String text, int escapes, int quote, int limit) {
        int depth = quote - escapes;
        char mark = text.charAt(quote);
        int backslashes = 0;
        for (int i = quote + 1; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            boolean closes = depth == 0 ? (backslashes & 1) == 0 : backslashes <= depth;
            if (c == mark && closes) {
                return new Extent(quote + 1, i - (depth == 0 ? 0 : backslashes), true);
            }
            if (depth > 0 && c == '"' && backslashes < depth) {
                return new Extent(quote + 1, i - backslashes, true);
            }
            if (c == '\n') {
                // Cut off, or an apostrophe: the value has the line.
                return new Extent(quote + 1, i, true);
            }
            backslashes = 0;
        }
        return new Extent(quote + 1, Math.max(quote + 1, limit), true);
    }

    /// The text of an element up to the next tag.
    static Extent element(String text, int from) {
        int start = text.startsWith("<![CDATA[", from) ? from + 9 : from;
        int end = start;
        while (end < text.length() && text.charAt(end) != '<' && !text.startsWith("]]>", end)) {
            end++;
        }
        while (start < end && Chars.space(text.charAt(start))) {
            start++;
        }
        while (end > start && Chars.space(text.charAt(end - 1))) {
            end--;
        }
        return new Extent(start, end, true);
    }

    private static Extent bare(String text, int from, boolean inQuery, int limit) {
        int open = 0;
        int i = from;
        for (; i < limit; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '"' || c == '`' || c == '<' || c == 0xA0 || c == 0x3000) {
                break;
            }
            if (c == '\\' && endsAtEscape(text, i)) {
                break;
            }
            if (c == '\'' && !Chars.alphanumeric(Chars.at(text, i + 1))) {
                break;
            }
            if (inQuery && (c == '&' || c == '#')) {
                break;
            }
            if ((c == ',' || c == ';' || c == '&' || c == '|') && separates(text, i + 1)) {
                break;
            }
            if (c == '(' || c == '[' || c == '{') {
                open++;
            } else if ((c == ')' || c == ']' || c == '}') && --open < 0) {
                break;
            }
        }
        int end = i;
        while (end > from && ".,;:".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return new Extent(from, end, false);
    }

    private static boolean endsAtEscape(String text, int i) {
        char next = Chars.at(text, i + 1);
        return next == 'n'
                || next == 'r'
                || next == 't'
                || next == '"'
                || next == '\''
                || text.startsWith("u0026", i + 1)
                || text.startsWith("\\n", i + 1);
    }

    /// True when something else begins behind a separator: nothing, a space, a quotation mark, or a
    /// name with its sign.
    private static boolean separates(String text, int from) {
        char c = Chars.at(text, from);
        if (c == 0 || c <= ' ' || Chars.quote(c) || c == '{' || c == '[' || c == '\\') {
            return true;
        }
        int i = from;
        while (i < text.length()
                && i - from < 40
                && (Chars.token(text.charAt(i)) || text.charAt(i) == '.')) {
            i++;
        }
        char next = Chars.at(text, i);
        return i > from && (next == '=' || next == ':' || (next == '[' && i - from < 40));
    }
}
