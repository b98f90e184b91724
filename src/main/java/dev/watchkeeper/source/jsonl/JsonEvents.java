package dev.watchkeeper.source.jsonl;

import dev.watchkeeper.model.Event;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.lines.BrokenLine;
import dev.watchkeeper.source.lines.Line;
import dev.watchkeeper.source.lines.LineFormat;
import dev.watchkeeper.source.lines.LineGroup;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// JSON lines as events: every scalar is a field, by its dotted path.
record JsonEvents(String stream, EventMapping mapping, JsonTimes times)
        implements LineFormat<Event> {

    @Override
    public boolean multiline() {
        return false;
    }

    @Override
    public boolean begins(Line line) {
        return true;
    }

    @Override
    public Optional<Instant> time(Line line) {
        try {
            return times.of(JsonLeaves.values(line)).map(JsonTimes.Found::time);
        } catch (BrokenLine broken) {
            return Optional.empty();
        }
    }

    @Override
    public Instant timeOf(Event event) {
        return event.time();
    }

    @Override
    public Optional<Event> parse(LineGroup group, String ref) throws BrokenLine {
        var leaves = JsonLeaves.values(group.head());
        var time = times.of(leaves);
        if (time.isEmpty()) {
            throw new BrokenLine("the line has no time that can be read under the name given");
        }
        String type = JsonKeys.find(mapping.type(), leaves);
        if (type == null || !JsonKeys.belongs(mapping.where(), leaves)) {
            return Optional.empty();
        }
        var fields = new LinkedHashMap<String, Object>();
        if (mapping.fields().isEmpty()) {
            fields.putAll(leaves);
            fields.remove(type);
            fields.remove(time.get().path());
        } else {
            mapping.fields().forEach(name -> put(name, leaves, fields));
        }
        return Optional.of(
                new Event(
                        stream,
                        ref,
                        time.get().time(),
                        String.valueOf(leaves.get(type)),
                        Collections.unmodifiableMap(fields)));
    }

    private static void put(String name, Map<String, Object> leaves, Map<String, Object> into) {
        String path = JsonKeys.find(name, leaves);
        if (path != null) {
            into.put(name, leaves.get(path));
        }
    }
}
