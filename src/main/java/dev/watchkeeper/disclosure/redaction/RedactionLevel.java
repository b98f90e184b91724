package dev.watchkeeper.disclosure.redaction;

/// How much is hidden.
public enum RedactionLevel {
    /// Nothing.
    OFF,
    /// What opens something: passwords, keys, tokens, cookies.
    SECRETS,
    /// Secrets, and what tells who somebody is: mail addresses, card and account numbers.
    PERSONAL
}
