package dev.watchkeeper.watch;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// The tools of a run while it lasts: asked at each call, so that a connection that stays open
/// after the report, or after its time, gets nothing more.
record LeasedToolbox(Toolbox all, BooleanSupplier lasts) implements Toolbox {

    @Override
    public List<ToolDescription> list() {
        return all.list();
    }

    @Override
    public ToolReply call(
            String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
        if (lasts.getAsBoolean()) {
            return all.call(tool, arguments, session, deadline);
        }
        all.refused(tool, arguments, session);
        return new ToolReply.Failure("this run is over; its tools answer no more");
    }

    @Override
    public void refused(String tool, Map<String, Object> arguments, Session session) {
        all.refused(tool, arguments, session);
    }

    @Override
    public String instructions() {
        return all.instructions();
    }
}
