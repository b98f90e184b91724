package dev.watchkeeper.cli;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.config.ConfigReader;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.config.NotifierTypes;
import dev.watchkeeper.config.SourceTypes;
import dev.watchkeeper.config.Vocabulary;
import dev.watchkeeper.evidence.CitationCheck;
import dev.watchkeeper.evidence.Receipts;
import dev.watchkeeper.evidence.ShownRow;
import dev.watchkeeper.history.RolledCatalog;
import dev.watchkeeper.history.Sampled;
import dev.watchkeeper.incident.IncidentFiles;
import dev.watchkeeper.incident.ReviewFiles;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.KnownTemplates;
import dev.watchkeeper.state.RollUps;
import dev.watchkeeper.state.SampleStore;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.state.TemplateHours;
import dev.watchkeeper.tool.ReceiptedToolbox;
import dev.watchkeeper.tool.ServedTool;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import dev.watchkeeper.tool.Tools;
import dev.watchkeeper.tool.WriteReviewTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One tools.yaml, opened: its streams, its state and its tools, wired by constructor.
///
/// @param file the tools.yaml
/// @param tools what the toolbox serves
record Workplace(
        Path file,
        Configuration configuration,
        InstantSource clock,
        Catalog catalog,
        StateDatabase state,
        IncidentFiles incidents,
        Path incidentFolder,
        Receipts receipts,
        List<ServedTool> tools,
        Toolbox toolbox,
        String user)
        implements AutoCloseable {

    static final Duration CALL_TIME = Duration.ofSeconds(60);

    private static final Path INSTALLED_CONFIG = Path.of("/etc/watchkeeper/tools.yaml");

    /// Opens what the options name.
    ///
    /// @throws BadConfig with all problems of tools.yaml
    static Workplace open(GlobalOptions options, Surroundings surroundings) {
        return open(configFile(options.config()), options.state(), options.clock(), surroundings);
    }

    static Workplace open(
            Path file, @Nullable Path stateFolder, InstantSource clock, Surroundings surroundings) {
        Configuration configuration =
                new ConfigReader(vocabulary(), surroundings.environment()).read(file);
        Path folder =
                stateFolder != null
                        ? stateFolder.toAbsolutePath()
                        : StateFolder.usual(file, surroundings.environment());
        StateDatabase state = StateDatabase.open(folder);
        var samples = new SampleStore(state);
        Catalog catalog;
        try {
            catalog =
                    RolledCatalog.of(
                                    Streams.open(
                                            configuration,
                                            clock,
                                            folder.resolve("indexes"),
                                            file,
                                            name -> new Sampled(samples, name)),
                                    new RollUps(state))
                            .with(HostSamples.metrics(samples, configuration.collect().every()));
        } catch (BadConfig e) {
            state.close();
            throw e;
        }
        Path incidentFolder = folder.resolve("incidents");
        var incidents = new IncidentFiles(incidentFolder, configuration.timezone());
        var receipts = new Receipts(state);
        var known = new KnownTemplates(state);
        List<ServedTool> tools =
                Tools.of(
                        catalog,
                        new FindingStore(state),
                        incidents,
                        new CitationCheck(receipts, row -> reread(catalog, row)),
                        stream ->
                                known.of(stream).stream()
                                        .map(t -> new Template(t.id(), t.text()))
                                        .toList(),
                        ThisHost.of(configuration, file).probe());
        var toolbox = new ReceiptedToolbox(tools, receipts, clock, Tools.INSTRUCTIONS);
        return new Workplace(
                file,
                configuration,
                clock,
                catalog,
                state,
                incidents,
                incidentFolder,
                receipts,
                tools,
                toolbox,
                surroundings.environment().getOrDefault("USER", "somebody"));
    }

    /// The words that tools.yaml may use.
    static Vocabulary vocabulary() {
        return new Vocabulary(
                SourceTypes.all(),
                NotifierTypes.all(),
                Set.copyOf(Tools.NAMES),
                Set.copyOf(Checks.names()));
    }

    /// The session of whoever types at the shell: receipts of one call can be cited in the next.
    Session shellSession() {
        return new Session("shell-" + user, user);
    }

    FindingStore findings() {
        return new FindingStore(state);
    }

    InvestigationStore investigations() {
        return new InvestigationStore(state);
    }

    KnownTemplates templates() {
        return new KnownTemplates(state);
    }

    TemplateHours hours() {
        return new TemplateHours(state);
    }

    ReviewFiles reviews() {
        return new ReviewFiles(state.folder().resolve("reviews"), configuration.timezone());
    }

    /// The tools of a review of this period: it writes a review, and no incident.
    Toolbox toolboxForReview(ReviewPeriod period) {
        var citations = new CitationCheck(receipts, row -> reread(catalog, row));
        return new ReceiptedToolbox(
                Tools.forReview(tools, new WriteReviewTool(reviews(), citations, period)),
                receipts,
                clock,
                Tools.instructionsForReview());
    }

    /// Where the record of an investigation is kept.
    Path runFolder(String runId) {
        return state.folder().resolve("runs").resolve(runId);
    }

    @Override
    public void close() {
        catalog.close();
        state.close();
    }

    private static Path configFile(@Nullable Path given) {
        if (given != null) {
            return given;
        }
        Path here = Path.of("tools.yaml");
        for (Path usual : List.of(here, INSTALLED_CONFIG)) {
            if (Files.isRegularFile(usual)) {
                return usual;
            }
        }
        throw new BadRequest(
                "there is no tools.yaml here and no "
                        + INSTALLED_CONFIG
                        + "; give one with --config FILE, or see what it is about with: watchkeeper demo");
    }

    private static Optional<ShownRow> reread(Catalog catalog, ShownRow row) {
        try {
            if (catalog.logs().containsKey(row.stream())) {
                return catalog.log(row.stream()).source().entry(row.ref()).map(ShownRow::of);
            }
            if (catalog.events().containsKey(row.stream())) {
                return catalog.event(row.stream()).source().event(row.ref()).map(ShownRow::of);
            }
            return Optional.empty();
        } catch (BadRequest e) {
            return Optional.empty();
        }
    }
}
