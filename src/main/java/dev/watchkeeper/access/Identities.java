package dev.watchkeeper.access;

/// Tells from a bearer token who somebody is. Asked at every request, since the answer changes.
/// Thread-safe; never throws.
@FunctionalInterface
public interface Identities {

    /// Knows nobody.
    Identities NOBODY = _ -> new Answer.Unknown("unknown", "");

    /// Whose this is.
    Answer of(String bearer);

    /// What was found.
    sealed interface Answer {

        /// Somebody.
        record Known(Identity identity) implements Answer {}

        /// Nobody that may come in.
        ///
        /// @param reason in our words, for the audit: clients all hear the same
        /// @param principal whose token it is, where that is beyond doubt, else empty
        record Unknown(String reason, String principal) implements Answer {}

        /// Somebody to whom nothing was given.
        ///
        /// @param needed the scope to ask for, the weakest there is
        record Unscoped(String principal, String needed) implements Answer {}
    }

    /// Asks the one that a token's form belongs to: pre-shared ones are told by their prefix.
    static Identities either(Identities preShared, Identities others) {
        return bearer -> (Secret.isOne(bearer) ? preShared : others).of(bearer);
    }
}
