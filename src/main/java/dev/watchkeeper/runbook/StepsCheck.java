package dev.watchkeeper.runbook;

import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Tree.Entry;
import dev.watchkeeper.schema.Tree.Scalar;
import dev.watchkeeper.schema.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// What the steps of a runbook must say beyond their keys: tools that there are, arguments that
/// those take once the placeholders are filled, and conditions that can be read.
///
/// @param tools which steps may name
record StepsCheck(KnownTools tools) {

    List<Problem> problems(Tree document) {
        var problems = new ArrayList<Problem>();
        List<Tree> steps =
                document.at("steps").map(entry -> entry.value().items()).orElse(List.of());
        for (int i = 0; i < steps.size(); i++) {
            step(steps.get(i), "steps[" + i + "]", problems);
        }
        return problems;
    }

    private void step(Tree step, String path, List<Problem> problems) {
        Entry arguments = step.at("arguments").orElse(null);
        if (arguments != null) {
            placeholders(arguments.value(), path + ".arguments", problems);
        }
        step.at("tool")
                .map(Entry::value)
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .filter(name -> !name.isNull())
                .ifPresent(tool -> {
                    if (!tools.names().contains(tool.text())) {
                        problems.add(
                                new Problem(
                                        tool.line(),
                                        path + ".tool",
                                        "no tool "
                                                + Words.quote(tool.shown())
                                                + Words.orMeant(
                                                        tool.text(),
                                                        tools.names().stream().sorted().toList())));
                    } else {
                        arguments(tool, arguments, path, problems);
                    }
                });
        int meaning = 0;
        for (Tree means : step.at("means").map(e -> e.value().items()).orElse(List.of())) {
            String at = path + ".means[" + meaning++ + "].when";
            means.at("when")
                    .map(Entry::value)
                    .filter(Scalar.class::isInstance)
                    .map(Scalar.class::cast)
                    .filter(when -> !when.isNull())
                    .ifPresent(when -> condition(when, at, problems));
        }
    }

    private void arguments(
            Scalar tool, @Nullable Entry given, String path, List<Problem> problems) {
        Tree filled =
                given == null || !(given.value() instanceof Tree.MapNode)
                        ? new Tree.MapNode(given == null ? tool.line() : given.line(), List.of())
                        : sampled(given.value());
        for (Problem problem : tools.problems(tool.text(), filled)) {
            problems.add(
                    new Problem(
                            problem.line(),
                            path
                                    + ".arguments"
                                    + (problem.path().isEmpty() ? "" : "." + problem.path()),
                            problem.text()));
        }
    }

    private static void placeholders(Tree tree, String path, List<Problem> problems) {
        switch (tree) {
            case Tree.MapNode map ->
                    map.entries()
                            .forEach(e -> placeholders(e.value(), path + "." + e.key(), problems));
            case Tree.ListNode list ->
                    list.items().forEach(item -> placeholders(item, path, problems));
            case Scalar scalar -> {
                Matcher named = Placeholder.NAMED.matcher(scalar.text());
                while (named.find()) {
                    String name = named.group(1);
                    if (!Placeholder.names().contains(name)) {
                        problems.add(
                                new Problem(
                                        scalar.line(),
                                        path,
                                        "no placeholder "
                                                + Words.quote("{" + name + "}")
                                                + Words.orMeant(name, Placeholder.names())));
                    }
                }
            }
        }
    }

    /// The same with something in the place of each placeholder.
    private static Tree sampled(Tree tree) {
        return switch (tree) {
            case Tree.MapNode map ->
                    new Tree.MapNode(
                            map.line(),
                            map.entries().stream()
                                    .map(e -> new Entry(e.key(), e.line(), sampled(e.value())))
                                    .toList());
            case Tree.ListNode list ->
                    new Tree.ListNode(
                            list.line(), list.items().stream().map(StepsCheck::sampled).toList());
            case Scalar scalar -> {
                String text = Placeholder.sampled(scalar.text());
                yield text.equals(scalar.text())
                        ? scalar
                        : new Scalar(scalar.line(), scalar.kind(), text, scalar.shown());
            }
        };
    }

    private static void condition(Scalar when, String path, List<Problem> problems) {
        try {
            AnswerCondition.parse(when.text());
        } catch (IllegalArgumentException e) {
            problems.add(
                    new Problem(
                            when.line(),
                            path,
                            e.getMessage() + ", got " + Words.quote(when.shown())));
        }
    }
}
