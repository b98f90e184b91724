package dev.watchkeeper.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A fenced block of a document.
///
/// @param line where its first line of content is
record Fence(Path file, int line, String language, List<String> lines) {

    /// What a reader is told to do, and what the product is explained in.
    static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), pages.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    static List<Fence> in(Path file) throws IOException {
        var fences = new ArrayList<Fence>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                continue;
            }
            int begin = ++i;
            while (!lines.get(i).startsWith("```")) {
                i++;
            }
            fences.add(
                    new Fence(
                            file,
                            begin + 1,
                            lines.get(begin - 1).substring(3).strip(),
                            lines.subList(begin, i)));
        }
        return fences;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /// The commands in it, in order; of a `console` block those after a prompt.
    List<ShellCommand> commands() {
        if (!language.equals("sh") && !language.equals("console")) {
            return List.of();
        }
        var commands = new ArrayList<ShellCommand>();
        boolean token = false;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            String place = file.getFileName() + ":" + (line + i);
            if (language.equals("sh")) {
                token |= text.startsWith("export WATCHKEEPER_TOKEN=");
                commands.add(ShellCommand.of(place, text, "", token));
            } else if (text.startsWith("$ ")) {
                commands.add(ShellCommand.of(place, text.substring(2), outputAfter(i), token));
            }
        }
        return commands;
    }

    private String outputAfter(int command) {
        return lines.stream()
                .skip(command + 1L)
                .takeWhile(line -> !line.startsWith("$ "))
                .collect(Collectors.joining("\n"));
    }
}
