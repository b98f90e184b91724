package dev.watchkeeper.schema;

import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Kind;
import dev.watchkeeper.schema.Tree.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML 1.2 as a [Tree], built from parse events, so that lines survive and nothing in the file can
/// make it large: no tags, no recursion, aliases counted as what they stand for, one document.
public final class YamlReader {

    /// The size of the largest document read, in characters.
    public static final int MOST_CHARACTERS = 1_000_000;

    private static final int MOST_NODES = 50_000;
    private static final int DEEPEST = 30;

    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int nodes;
    private int documentLine;

    private record Anchored(Tree tree, int nodes) {}

    /// Ends the reading at a problem that leaves nothing to go on with.
    private static final class Unreadable extends RuntimeException {
        private final transient Problem problem;

        Unreadable(int line, String text) {
            super(text);
            this.problem = new Problem(line, "", text);
        }
    }

    private YamlReader(Iterator<Event> events) {
        this.events = events;
    }

    /// Reads a document. Text that is empty but for comments is a problem too.
    public static Reading<Tree> read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return failed(
                    new Problem(
                            0,
                            "",
                            "the file is too large: at most 1,000,000 characters are read, got "
                                    + text.length()));
        }
        var settings =
                LoadSettings.builder()
                        .setCodePointLimit(MOST_CHARACTERS)
                        .setAllowDuplicateKeys(true)
                        .build();
        try {
            var reader =
                    new YamlReader(new Parse(settings).parseString(withoutMark(text)).iterator());
            Tree tree = reader.document(text.isBlank());
            return reader.problems.isEmpty()
                    ? new Reading<>(tree, List.of())
                    : new Reading<>(null, reader.problems);
        } catch (Unreadable e) {
            return failed(e.problem);
        } catch (MarkedYamlEngineException e) {
            return failed(YamlMistake.explain(e, text));
        } catch (YamlEngineException e) {
            return failed(YamlMistake.explain(e, text));
        }
    }

    private static Reading<Tree> failed(Problem problem) {
        return new Reading<>(null, List.of(problem));
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Tree document(boolean blank) {
        Event event = nextBeyondStarts();
        if (event.getEventId() == Event.ID.StreamEnd) {
            throw new Unreadable(
                    0, blank ? "the file is empty" : "the file holds nothing but comments");
        }
        Tree root = node(event, "", 0);
        event = nextBeyondStarts();
        if (event.getEventId() != Event.ID.StreamEnd) {
            throw new Unreadable(
                    documentLine, "a second document begins here (---); only one is read");
        }
        return root;
    }

    private Event nextBeyondStarts() {
        Event event = events.next();
        while (event.getEventId() == Event.ID.StreamStart
                || event.getEventId() == Event.ID.DocumentStart
                || event.getEventId() == Event.ID.DocumentEnd) {
            if (event.getEventId() == Event.ID.DocumentStart) {
                documentLine = lineOf(event);
            }
            event = events.next();
        }
        return event;
    }

    private Tree node(Event event, String path, int depth) {
        int line = lineOf(event);
        if (depth > DEEPEST) {
            throw new Unreadable(
                    line, "nested too deeply: at most " + DEEPEST + " levels are read");
        }
        count(1, line);
        int before = nodes;
        Tree tree =
                switch (event) {
                    case AliasEvent alias -> alias(alias, line);
                    case ScalarEvent scalar -> scalar(scalar, line, path);
                    case CollectionStartEvent start -> {
                        refuseTag(start.getTag(), line, path);
                        yield start.getEventId() == Event.ID.SequenceStart
                                ? list(line, path, depth)
                                : map(line, path, depth);
                    }
                    default -> throw new Unreadable(line, "unexpected end");
                };
        if (event instanceof NodeEvent named && !(event instanceof AliasEvent)) {
            named.getAnchor()
                    .ifPresent(anchor ->
                            anchors.put(anchor.getValue(), new Anchored(tree, nodes - before + 1)));
        }
        return tree;
    }

    private Tree alias(AliasEvent alias, int line) {
        Anchored anchored = anchors.get(alias.getAlias().getValue());
        if (anchored == null) {
            throw new Unreadable(
                    line,
                    "alias "
                            + Words.quote("*" + alias.getAlias().getValue())
                            + " stands for nothing; quote the text if no alias is meant");
        }
        count(anchored.nodes(), line);
        return anchored.tree();
    }

    private Tree scalar(ScalarEvent scalar, int line, String path) {
        refuseTag(scalar.getTag(), line, path);
        String text = scalar.getValue();
        return scalar.isPlain()
                ? Scalar.plain(line, text, text)
                : new Scalar(line, Kind.TEXT, text, text);
    }

    private Tree list(int line, String path, int depth) {
        var items = new ArrayList<Tree>();
        for (Event event = events.next();
                event.getEventId() != Event.ID.SequenceEnd;
                event = events.next()) {
            items.add(node(event, path + "[" + items.size() + "]", depth + 1));
        }
        return new Tree.ListNode(line, items);
    }

    private Tree map(int line, String path, int depth) {
        var entries = new LinkedHashMap<String, Entry>();
        for (Event event = events.next();
                event.getEventId() != Event.ID.MappingEnd;
                event = events.next()) {
            int keyLine = lineOf(event);
            if (!(node(event, path, depth + 1) instanceof Scalar key)) {
                throw new Unreadable(keyLine, "a key must be a plain word, not a list or a map");
            }
            String keyPath = path.isEmpty() ? key.text() : path + "." + key.text();
            Tree value = node(events.next(), keyPath, depth + 1);
            Entry first = entries.putIfAbsent(key.text(), new Entry(key.text(), keyLine, value));
            if (first != null) {
                problems.add(
                        new Problem(
                                keyLine, keyPath, "given twice, first in line " + first.line()));
            }
        }
        return new Tree.MapNode(line, List.copyOf(entries.values()));
    }

    private void refuseTag(Optional<String> tag, int line, String path) {
        tag.ifPresent(name ->
                problems.add(
                        new Problem(
                                line,
                                path,
                                "tags are not allowed, got "
                                        + Words.quote(name.replace("tag:yaml.org,2002:", "!!"))
                                        + "; quote the text if no tag is meant")));
    }

    private void count(int more, int line) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw new Unreadable(
                    line, "too much in one file: at most " + MOST_NODES + " values are read");
        }
    }

    private static int lineOf(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
