package dev.watchkeeper.schema;

/// How much a value may differ from what is asked for.
public enum Strictness {
    /// For files that a person wrote and will read again: numbers are numbers, not quoted text.
    DOCUMENT("key"),
    /// For arguments of a call: `"42"` is 42 where a number is wanted, 42 is `"42"` where a text
    /// is.
    ARGUMENTS("argument");

    private final String keyWord;

    Strictness(String keyWord) {
        this.keyWord = keyWord;
    }

    /// What a key is called in messages.
    String keyWord() {
        return keyWord;
    }
}
