package dev.watchkeeper.init;

import dev.watchkeeper.source.SourceContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// A look at a host: the probes, then the sources over what they found.
public final class Inspection {

    private static final int MOST_FILES = 150;

    private final HostView host;
    private final Survey survey;
    private final List<Draft> drafts;
    private final ZoneId zone;

    private Inspection(HostView host, Survey survey, List<Draft> drafts, ZoneId zone) {
        this.host = host;
        this.survey = survey;
        this.drafts = drafts;
        this.zone = zone;
    }

    /// What belongs together, as a person is asked about it.
    ///
    /// @param key names it
    /// @param words what it is: a service, a folder
    /// @param streams the names of what was found of it, with how old the newest entry is
    /// @param alive whether something was written there lately
    public record Group(String key, String words, List<String> streams, boolean alive) {}

    /// Looks at a host.
    ///
    /// @param root the folder that is its `/`
    /// @param folders further folders to look into
    /// @param indexes a folder for side indexes, of which nothing is kept
    /// @param longest how long reading what was found may take
    /// @param progress is told what is being looked at
    public static Inspection of(
            Path root,
            List<Path> folders,
            InstantSource clock,
            Path indexes,
            Duration longest,
            Consumer<String> progress) {
        Instant now = clock.instant();
        var host = new HostView(root, now);
        var survey = new Survey();
        for (Path folder : folders) {
            Path absolute = folder.toAbsolutePath().normalize();
            survey.folder(absolute, absolute.toString());
        }
        for (Probe probe : Probes.all()) {
            progress.accept("looking at " + probe.what());
            probe.look(host, survey);
        }
        ZoneId zone = HostZone.of(host);
        List<Draft> drafts = read(host, survey, zone, clock, indexes, longest, progress);
        if (ZoneFit.looksLikeUtc(drafts, zone)) {
            Survey again = survey.withoutLeftOut();
            List<Draft> inUtc = read(host, again, ZoneFit.UTC, clock, indexes, longest, progress);
            if (ZoneFit.fitting(inUtc) > ZoneFit.fitting(drafts)) {
                return new Inspection(host, again, inUtc, ZoneFit.UTC);
            }
        }
        return new Inspection(host, survey, drafts, zone);
    }

    private static List<Draft> read(
            HostView host,
            Survey survey,
            ZoneId zone,
            InstantSource clock,
            Path indexes,
            Duration longest,
            Consumer<String> progress) {
        var context = new SourceContext("init", zone, clock, host.root(), indexes);
        var drafts = new ArrayList<Draft>();
        var reading = new Reading(survey, context, Patience.of(longest));
        for (DatabaseFile file : survey.databases()) {
            progress.accept("reading " + file.path());
            reading.database(file, drafts);
        }
        for (LogFamily family : survey.logs()) {
            progress.accept("reading " + family.path());
            reading.log(family, drafts);
        }
        reading.report();
        return List.copyOf(drafts);
    }

    /// Reads what was found, and not for ever.
    private static final class Reading {
        private final Survey survey;
        private final DatabaseDrafts databases;
        private final LogDrafts logs;
        private final Patience patience;
        private int files;
        private int late;

        Reading(Survey survey, SourceContext context, Patience patience) {
            this.patience = patience;
            this.survey = survey;
            this.databases = new DatabaseDrafts(survey, context, patience);
            this.logs = new LogDrafts(survey, context, patience);
        }

        void database(DatabaseFile file, List<Draft> drafts) {
            if (goesOn()) {
                databases.draft(file).ifPresent(drafts::add);
            }
        }

        void log(LogFamily family, List<Draft> drafts) {
            if (goesOn()) {
                logs.draft(family).ifPresent(drafts::add);
            }
        }

        private boolean goesOn() {
            if (files == MOST_FILES || patience.whole().passed()) {
                late++;
                return false;
            }
            files++;
            return true;
        }

        void report() {
            if (late > 0) {
                survey.limit(
                        late
                                + " more files look like logs or databases and were not read; name the folder that"
                                + " matters: watchkeeper init FOLDER");
            }
        }
    }

    /// What was found, in groups.
    public List<Group> groups() {
        Map<String, List<Draft>> byOwner = new LinkedHashMap<>();
        drafts.forEach(draft ->
                byOwner.computeIfAbsent(draft.owner().key(), _ -> new ArrayList<>()).add(draft));
        var groups = new ArrayList<Group>();
        byOwner.forEach((key, some) ->
                groups.add(
                        new Group(
                                key,
                                some.getFirst().owner().words(),
                                some.stream()
                                        .flatMap(draft -> draft.streams().stream())
                                        .map(stream ->
                                                stream.name()
                                                        + (stream.newest() == null
                                                                ? ""
                                                                : ", "
                                                                        + Words.ago(
                                                                                stream.newest(),
                                                                                host.now())))
                                        .toList(),
                                some.stream()
                                        .map(Draft::newest)
                                        .filter(Objects::nonNull)
                                        .anyMatch(newest ->
                                                Liveliness.of(newest, host.now()).alive()))));
        return List.copyOf(groups);
    }

    /// A tools.yaml for some of the groups; the others stand in it as comments.
    ///
    /// @param chosen their keys
    /// @param topic the name of an ntfy topic that nobody can guess
    public Proposal proposal(java.util.Set<String> chosen, String topic) {
        return new ProposalText(host, survey, drafts, zone, chosen, topic).proposal();
    }
}
