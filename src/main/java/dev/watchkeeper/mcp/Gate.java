package dev.watchkeeper.mcp;

/// Who a bearer token lets in. Asked at every request, so that what changes takes effect at once,
/// for clients too that are connected already. Thread-safe.
@FunctionalInterface
public interface Gate {

    /// Whom the token lets in, in a time that tells nothing of any token.
    Admission admit(String token);

    /// What the gate decided.
    sealed interface Admission {

        /// The token is good.
        record Admitted(Visitor visitor) implements Admission {}

        /// The token is not.
        ///
        /// @param reason for the audit, such as `expired`; clients are not told
        /// @param principal whose token it is, where that is known, else empty
        record Refused(String reason, String principal) implements Admission {}

        /// The token is good, and good for nothing here.
        ///
        /// @param needed the scope to ask for
        record Unscoped(String principal, String needed) implements Admission {}
    }
}
