package dev.watchkeeper.demo;

/// The inside of a JSON object as Python's `json.dumps` spells it.
///
/// @param json the members, without the braces
record Fields(String json) {

    static final Fields NONE = new Fields("");

    static Fields of(String name, String value) {
        return NONE.with(name, value);
    }

    static Fields of(String name, long value) {
        return NONE.with(name, value);
    }

    Fields with(String name, String value) {
        var text = start(name).append('"');
        escape(value, text);
        return new Fields(text.append('"').toString());
    }

    Fields with(String name, long value) {
        return new Fields(start(name).append(value).toString());
    }

    /// The members of both.
    Fields and(Fields others) {
        return json.isEmpty() ? others : new Fields(json + ", " + others.json);
    }

    private StringBuilder start(String name) {
        var text = new StringBuilder(json.length() + name.length() + 32).append(json);
        if (!json.isEmpty()) {
            text.append(", ");
        }
        return text.append('"').append(name).append("\": ");
    }

    /// Appends a text as the inside of a JSON string. The texts of this service have no control
    /// characters but the line break.
    static void escape(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                default -> to.append(c);
            }
        }
    }
}
