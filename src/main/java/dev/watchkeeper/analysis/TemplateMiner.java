package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups log messages into templates, with one setting for every log.
///
/// Two steps. [#add] masks what is a value by its looks and finds the message's shape in a table:
/// the same for every message, whatever came before. [#templateOf] then looks at all shapes at once
/// and masks the words that vary where all else stays ([Generalizer]). Neither depends on the order
/// of the messages as long as the number of shapes stays under its limit.
///
/// Memory is bounded by [#LIMIT] shapes. When they are reached, the shapes are generalized early:
/// those that became one template make room, and later messages that fit the template join it.
/// Should nothing make room, messages of further kinds share the template `<*>`.
///
/// Not thread-safe.
public final class TemplateMiner {
    /// How many different shapes are held at once.
    static final int LIMIT = 10_000;

    private final int limit;
    private final Masker masker = new Masker();
    private final ShapeTable table;

    /// What groups are made of: a shape, a known template, or one that was generalized early. Known
    /// ones come first.
    private final List<String> groups = new ArrayList<>();

    private final List<Template> known;
    private final KnownTemplates knownIndex = new KnownTemplates();
    private KnownTemplates settled = new KnownTemplates();

    private int[] groupOf = new int[1024];
    private int handles;
    private final Map<Integer, Integer> handleOfGroup = new HashMap<>();
    private int rest = ShapeTable.ABSENT;

    /// Which groups stand for several shapes.
    private BitSet generalized = new BitSet();

    private boolean exhausted;

    private List<Template> result = List.of();
    private boolean stale = true;

    /// A miner that knows no templates yet.
    public TemplateMiner() {
        this(List.of());
    }

    /// A miner that gives the templates of earlier runs to the messages that fit them, so that what
    /// was said of a template (a finding, an ignore, a baseline) keeps its meaning when other
    /// messages have come in between.
    public TemplateMiner(Collection<Template> known) {
        this(known, LIMIT);
    }

    TemplateMiner(Collection<Template> known, int limit) {
        this.limit = limit;
        this.table = new ShapeTable(2 * limit);
        // What took in the rest once would take in everything now.
        this.known =
                known.stream()
                        .filter(template -> !template.text().equals(Sketch.WILDCARD))
                        .toList();
        for (Template template : this.known) {
            knownIndex.add(template.text(), groups.size());
            groups.add(template.text());
        }
    }

    /// The handle of the group that this message falls in, for now; a small number, the same for
    /// every message of the same shape. Of several lines the first decides.
    public int add(String message) {
        masker.mask(message);
        char[] shape = masker.shape();
        int length = masker.length();
        long hash = ShapeTable.hash(shape, length);
        int handle = table.get(shape, length, hash);
        return handle == ShapeTable.ABSENT ? place(shape, length, hash) : handle;
    }

    /// The template of a handle, after all that was added so far; it may get wider while messages
    /// are added.
    public Template templateOf(int handle) {
        settle();
        return handle == rest ? Template.REST : result.get(groupOf[handle]);
    }

    /// The templates of all messages so far, each once, in the order of first appearance.
    public List<Template> templates() {
        Map<String, Template> templates = new LinkedHashMap<>();
        for (int handle = 0; handle < handles; handle++) {
            Template template = templateOf(handle);
            templates.putIfAbsent(template.id(), template);
        }
        return List.copyOf(templates.values());
    }

    /// How many handles there are; every handle is smaller.
    public int handles() {
        return handles;
    }

    private int place(char[] shape, int length, long hash) {
        makeRoom();
        String text = new String(shape, 0, length);
        int handle = knownHandle(text);
        if (handle == ShapeTable.ABSENT && exhausted) {
            return rest();
        }
        if (handle == ShapeTable.ABSENT) {
            handle = newHandle(groups.size());
            handleOfGroup.put(groups.size(), handle);
            groups.add(text);
            stale = true;
        }
        table.put(shape, length, hash, handle);
        return handle;
    }

    private int knownHandle(String shape) {
        if (knownIndex.isEmpty() && settled.isEmpty()) {
            return ShapeTable.ABSENT;
        }
        Sketch sketch = Sketch.of(shape);
        int group = knownIndex.find(sketch);
        if (group == ShapeTable.ABSENT) {
            group = settled.find(sketch);
        }
        return group == ShapeTable.ABSENT
                ? group
                : handleOfGroup.computeIfAbsent(group, this::newHandle);
    }

    private int newHandle(int group) {
        if (handles == groupOf.length) {
            groupOf = Arrays.copyOf(groupOf, 2 * handles);
        }
        groupOf[handles] = group;
        return handles++;
    }

    private int rest() {
        if (rest == ShapeTable.ABSENT) {
            rest = newHandle(0);
        }
        return rest;
    }

    private List<String> generalizedTexts() {
        return Generalizer.templates(groups.subList(known.size(), groups.size()));
    }

    private void settle() {
        if (!stale) {
            return;
        }
        List<Template> templates = new ArrayList<>(known);
        Map<String, Template> byText = new HashMap<>();
        for (String text : generalizedTexts()) {
            templates.add(byText.computeIfAbsent(text, Template::of));
        }
        result = templates;
        stale = false;
    }

    /// Makes room when there are too many groups, or when the table is full of shapes that led to a
    /// generalized one.
    private void makeRoom() {
        boolean crowded = !exhausted && groups.size() - known.size() >= limit;
        if (crowded) {
            generalize();
            exhausted = groups.size() - known.size() > limit / 2;
            stale = true;
        }
        if (crowded || table.full()) {
            table.clear();
            for (int group = known.size(); group < groups.size(); group++) {
                Integer handle = handleOfGroup.get(group);
                if (handle != null && !generalized.get(group)) {
                    char[] shape = groups.get(group).toCharArray();
                    table.put(shape, shape.length, ShapeTable.hash(shape, shape.length), handle);
                }
            }
        }
    }

    /// Makes one group of the shapes that share a template.
    private void generalize() {
        int first = known.size();
        List<String> shapes = List.copyOf(groups.subList(first, groups.size()));
        List<String> texts = generalizedTexts();
        BitSet before = generalized;
        groups.subList(first, groups.size()).clear();
        generalized = new BitSet();
        settled = new KnownTemplates();
        handleOfGroup.keySet().removeIf(group -> group >= first);
        Map<String, Integer> groupOfText = new HashMap<>();
        int[] moved = new int[shapes.size()];
        for (int i = 0; i < moved.length; i++) {
            String text = texts.get(i).replace(Sketch.WILDCARD, Sketch.VALUE);
            Integer group = groupOfText.get(text);
            if (group == null) {
                group = groups.size();
                groupOfText.put(text, group);
                groups.add(text);
            }
            moved[i] = group;
            // A template that is its own only shape is found in the table, and need not be matched.
            if ((before.get(first + i) || !text.equals(shapes.get(i))) && !generalized.get(group)) {
                generalized.set(group);
                settled.add(texts.get(i), group);
            }
        }
        for (int handle = 0; handle < handles; handle++) {
            if (groupOf[handle] >= first && handle != rest) {
                groupOf[handle] = moved[groupOf[handle] - first];
                handleOfGroup.putIfAbsent(groupOf[handle], handle);
            }
        }
    }
}
