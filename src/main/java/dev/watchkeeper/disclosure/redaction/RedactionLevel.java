package dev.watchkeeper.disclosure.redaction;

/// How much of what is read is hidden.
public enum RedactionLevel {
    /// Nothing but Watchkeeper's own secrets, which no diagnosis needs.
    OFF,
    /// Credentials: passwords, tokens, keys, cookies, webhook addresses.
    SECRETS,
    /// Credentials, and what tells of a person: e-mail and public network addresses, numbers of
    /// cards, accounts and telephones.
    PERSONAL
}
