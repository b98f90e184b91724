package dev.watchkeeper.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What tells of changes on a host: git checkouts, logs of deploys, and the files of the system.
final class ChangeDrafts {

    private static final Pattern DEPLOYS =
            Pattern.compile("(?:.*[^a-z])?(?:deploy|release|rollout)(?:s|ments?|ing)?(?:[^a-z].*)?");
    private static final List<String> OF_THE_SYSTEM =
            List.of(
                    "/var/log/dpkg.log",
                    "/var/log/dnf.rpm.log",
                    "/var/log/pacman.log",
                    "/var/log/syslog",
                    "/var/log/messages",
                    "/var/log/wtmp",
                    "/proc/stat");
    private static final int MOST_CHECKOUTS = 5;

    private final List<Source> sources = new ArrayList<>();

    /// @param seen what was seen of it
    private record Source(String name, Map<String, String> keys, String seen) {}

    /// @param names which gives each source its own
    ChangeDrafts(HostView host, Survey survey, FreeNames names) {
        survey.checkouts().stream()
                .limit(MOST_CHECKOUTS)
                .forEach(checkout -> add(checkout, survey, names));
        if (OF_THE_SYSTEM.stream().anyMatch(file -> Files.isReadable(host.at(file)))) {
            var keys = new LinkedHashMap<String, String>();
            keys.put("type", "host");
            if (host.root().getNameCount() > 0) {
                keys.put("root", YamlText.scalar(host.root().toString()));
            }
            sources.add(
                    new Source(
                            names.source("machine", "this"),
                            keys,
                            "This machine: packages, services, reboots, what runs by the clock. files: and"
                                    + " certificates: name further ones."));
        }
    }

    private void add(GitCheckout checkout, Survey survey, FreeNames names) {
        Path folder = checkout.folder();
        String name = String.valueOf(folder.getFileName());
        Path above = folder.getParent();
        List<String> runs =
                survey.services().stream()
                        .filter(service ->
                                service.folder() != null && service.folder().startsWith(folder))
                        .map(Service::name)
                        .toList();
        var keys = new LinkedHashMap<String, String>();
        keys.put("type", "git");
        keys.put("path", YamlText.scalar(folder.toString()));
        if (!runs.isEmpty()) {
            keys.put("deploys", "true");
        }
        sources.add(
                new Source(
                        names.source(
                                name + "-code",
                                above == null ? "" : String.valueOf(above.getFileName())),
                        keys,
                        "A git checkout: "
                                + checkout.words()
                                + "."
                                + (runs.isEmpty()
                                        ? " deploys: true where what is checked out is what runs."
                                        : " "
                                                + Words.some(runs, 3)
                                                + " runs there: each checkout of another commit is a"
                                                + " deploy.")));
    }

    /// Writes the sources, below those that are there already.
    void sources(YamlText into) {
        for (Source source : sources) {
            into.comment(1, source.seen())
                    .line(1, source.name() + ": " + YamlText.map(source.keys()));
        }
    }

    /// Writes the streams over them, and over logs that tell of deploys by their name.
    void section(YamlText into, List<NamedDraft> some) {
        List<String> deploys =
                some.stream()
                        .filter(one ->
                                DEPLOYS.matcher(
                                                Globs.name(one.draft().file())
                                                        .toLowerCase(Locale.ROOT))
                                        .matches())
                        .filter(one -> one.draft().streams().size() == 1)
                        .filter(one -> !one.draft().streams().getFirst().events())
                        .map(one -> one.streams().getFirst())
                        .toList();
        if (sources.isEmpty() && deploys.isEmpty()) {
            return;
        }
        into.comment(0, "What was changed and when, to be held against what went wrong.")
                .line(0, "changes:");
        for (String stream : deploys) {
            into.comment(
                            1,
                            "By its name a log of deploys. pattern: '(?P<version>…)' says which entries are some,"
                                    + " and where the version is.")
                    .line(1, stream + ": {stream: " + stream + "}");
        }
        sources.forEach(source ->
                into.line(1, source.name() + ": {source: " + source.name() + "}"));
        into.blank();
    }
}
