package dev.watchkeeper.cli;

import dev.watchkeeper.access.Declared;
import dev.watchkeeper.access.Identities;
import dev.watchkeeper.access.Identity;
import dev.watchkeeper.access.Scope;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.mcp.Gate;
import dev.watchkeeper.mcp.Visitor;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import dev.watchkeeper.tool.Tools;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets in whoever an identity is known of, with the tools of their scope.
///
/// @param toolset the only one that is served, or null for all tools
record Visitors(Identities identities, Toolboxes toolboxes, @Nullable String toolset)
        implements Gate {

    /// The names that a scope of tools.yaml or of a token may have.
    static Declared names(Configuration configuration) {
        var tools = new LinkedHashSet<>(Tools.NAMES);
        tools.addAll(configuration.tools().keySet());
        var streams = new ArrayList<>(configuration.logs().keySet());
        streams.addAll(configuration.events().keySet());
        return new Declared(
                configuration.toolsets(),
                tools,
                configuration.sources().keySet(),
                new LinkedHashSet<>(streams));
    }

    @Override
    public Admission admit(String token) {
        return switch (identities.of(token)) {
            case Identities.Answer.Unknown(String reason, String principal) ->
                    new Admission.Refused(reason, principal);
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
