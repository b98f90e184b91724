package dev.watchkeeper.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A pre-shared bearer token, without its secret.
///
/// @param name whose it is; unique among those that are not revoked
/// @param session to which receipts are issued. It stays the same when the secret is replaced, so
///   that what was shown can still be cited; a token that is added anew under an old name has
///   another
/// @param expires when its newest secret expires, or null for never
/// @param oldWorksUntil until when the secret before that works, or null when none does
/// @param revoked when it was taken away, or null
/// @param lastUsed to the minute, or null when it never was
public record Token(
        String name,
        String session,
        Scope scope,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant oldWorksUntil,
        @Nullable Instant revoked,
        @Nullable Instant lastUsed) {

    /// Where it stands.
    public enum State {
        VALID,
        EXPIRED,
        REVOKED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Where it stands at that time.
    public State state(Instant now) {
        if (revoked != null) {
            return State.REVOKED;
        }
        return expires == null || now.isBefore(expires) ? State.VALID : State.EXPIRED;
    }
}
