package dev.watchkeeper.workplace;

import dev.watchkeeper.access.Identities;
import dev.watchkeeper.access.Identity;
import dev.watchkeeper.access.Scope;
import dev.watchkeeper.mcp.Gate;
import dev.watchkeeper.mcp.Visitor;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets in whoever an identity is known of, with the tools of their scope.
///
/// @param toolset the only one that is served, or null for all tools
public record Visitors(Identities identities, Toolboxes toolboxes, @Nullable String toolset)
        implements Gate {

    @Override
    public Admission admit(String token) {
        return switch (identities.of(token)) {
            case Identities.Answer.Unknown(String reason, String principal) ->
                    new Admission.Refused(reason, principal);
            case Identities.Answer.Unscoped(String principal, String needed) ->
                    new Admission.Unscoped(principal, needed);
            case Identities.Answer.Known(Identity identity) ->
                    new Admission.Admitted(
                            new Visitor(
                                    new Session(identity.session(), identity.name()),
                                    wanted -> toolbox(identity.scope(), wanted),
                                    identity.scope().callsPerMinute(),
                                    identity.scopesFor()));
        };
    }

    private Optional<Toolbox> toolbox(Scope scope, @Nullable String wanted) {
        if (toolset != null && wanted != null && !wanted.equals(toolset)) {
            return Optional.empty();
        }
        String selected = wanted == null ? toolset : wanted;
        return selected == null
                ? Optional.of(toolboxes.overNetwork(scope))
                : toolboxes.overNetwork(scope, selected);
    }
}
