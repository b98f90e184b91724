package dev.watchkeeper.mcp;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Some of the tools of another toolbox; the others are neither listed nor answered.
///
/// @param all the toolbox with every tool
/// @param name the name of the toolset
/// @param selected the names of the tools in it
record SelectedToolbox(Toolbox all, String name, Set<String> selected) implements Toolbox {

    @Override
    public List<ToolDescription> list() {
        return all.list().stream().filter(tool -> selected.contains(tool.name())).toList();
    }

    @Override
    public ToolReply call(
            String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
        List<String> offered = list().stream().map(ToolDescription::name).toList();
        return offered.contains(tool)
                ? all.call(tool, arguments, session, deadline)
                : new ToolReply.Failure(
                        "there is no such tool in the toolset "
                                + name
                                + "; there are: "
                                + String.join(", ", offered));
    }

    @Override
    public String instructions() {
        return all.instructions();
    }
}
