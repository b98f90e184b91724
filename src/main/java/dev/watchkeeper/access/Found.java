package dev.watchkeeper.access;

import java.util.Locale;

/// What the store of tokens knows of a secret.
public sealed interface Found {

    /// It is good.
    record Valid(Token token) implements Found {}

    /// It is not.
    ///
    /// @param name of the token whose it was, empty for a secret that never was one
    record Invalid(Reason reason, String name) implements Found {}

    /// Why a secret is not good: for the audit, never for the client.
    enum Reason {
        UNKNOWN,
        EXPIRED,
        REVOKED,
        /// It was rotated away.
        REPLACED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
