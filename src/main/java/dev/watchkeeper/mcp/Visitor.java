package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whoever holds a valid token, and what is theirs.
///
/// @param session to which the receipts of their calls are issued
/// @param toolboxes the tools they get under the name of a toolset, or under null for all that are
///   theirs; empty for a toolset that is not theirs or does not exist. The same toolbox each time,
///   as long as what is theirs stays the same
/// @param callsPerMinute how many calls they may make in a minute
/// @param scopesFor the OAuth scopes with which a tool would be theirs that is not; empty where no
///   scope would help, and for tokens that have none
public record Visitor(
        Session session,
        Function<@Nullable String, Optional<Toolbox>> toolboxes,
        int callsPerMinute,
        Function<String, List<String>> scopesFor) {

    /// Enough for a person and a model in the middle of an incident.
    public static final int CALLS_PER_MINUTE = 120;

    /// For those whose calls nobody counts.
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /// A visitor with one toolbox, whatever their client asks for.
    public Visitor(Session session, Toolbox toolbox) {
        this(
                session,
                toolset -> toolset == null ? Optional.of(toolbox) : Optional.empty(),
                CALLS_PER_MINUTE,
                _ -> List.of());
    }
}
