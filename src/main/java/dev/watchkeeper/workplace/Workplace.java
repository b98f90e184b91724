package dev.watchkeeper.workplace;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.config.ConfigReader;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.config.NotifierTypes;
import dev.watchkeeper.config.SourceTypes;
import dev.watchkeeper.config.Vocabulary;
import dev.watchkeeper.evidence.Receipts;
import dev.watchkeeper.incident.IncidentFiles;
import dev.watchkeeper.incident.ReviewFiles;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.DiagnosticException;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.KnownTemplates;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.state.TemplateHours;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import dev.watchkeeper.tool.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One tools.yaml, opened: its streams, its state and its tools, wired by constructor.
///
/// @param file the tools.yaml
/// @param catalogs what is declared, as much of it as each may see
/// @param toolboxes the tools over that
public record Workplace(
        Path file,
        Configuration configuration,
        InstantSource clock,
        Catalogs catalogs,
        StateDatabase state,
        IncidentFiles incidents,
        Path incidentFolder,
        Receipts receipts,
        Toolboxes toolboxes,
        Audit audit,
        String user)
        implements AutoCloseable {

    public static final Duration CALL_TIME = Duration.ofSeconds(60);

    private static final Path INSTALLED_CONFIG = Path.of("/etc/watchkeeper/tools.yaml");

    /// Opens a tools.yaml.
    ///
    /// @param stateFolder where what is remembered lies, or null for the usual place
    /// @throws BadConfig with all problems of tools.yaml
    public static Workplace open(
            Path file, @Nullable Path stateFolder, InstantSource clock, Surroundings surroundings) {
        Configuration configuration =
                new ConfigReader(vocabulary(), surroundings.environment()).read(file);
        Path folder =
                stateFolder != null
                        ? stateFolder.toAbsolutePath()
                        : StateFolder.usual(file, surroundings.environment());
        StateDatabase state = StateDatabase.open(folder);
        try {
            var redactors = new Redactors(configuration, state, surroundings.environment());
            var catalogs = Catalogs.open(configuration, clock, file, state, redactors::at);
            Path incidentFolder = folder.resolve("incidents");
            var incidents = new IncidentFiles(incidentFolder, configuration.timezone());
            var receipts = new Receipts(state);
            var audit = Audit.of(configuration, folder, surroundings);
            var toolboxes =
                    new Toolboxes(
                            catalogs,
                            state,
                            incidents,
                            receipts,
                            ThisHost.of(configuration, file).probe(),
                            clock,
                            configuration.toolsets(),
                            audit);
            return new Workplace(
                    file,
                    configuration,
                    clock,
                    catalogs,
                    state,
                    incidents,
                    incidentFolder,
                    receipts,
                    toolboxes,
                    audit,
                    surroundings.environment().getOrDefault("USER", "somebody"));
        } catch (DiagnosticException e) {
            state.close();
            throw e;
        }
    }

    /// The words that tools.yaml may use.
    public static Vocabulary vocabulary() {
        return new Vocabulary(
                SourceTypes.all(),
                NotifierTypes.all(),
                Set.copyOf(Tools.NAMES),
                Set.copyOf(Checks.names()));
    }

    /// The session of whoever types at the shell: receipts of one call can be cited in the next.
    public Session shellSession() {
        return new Session("shell-" + user, user);
    }

    /// All that tools.yaml declares.
    public Catalog catalog() {
        return catalogs.usual();
    }

    /// All tools, over all of it.
    public Toolbox toolbox() {
        return toolboxes.of(Scope.EVERYTHING);
    }

    public FindingStore findings() {
        return new FindingStore(state);
    }

    public InvestigationStore investigations() {
        return new InvestigationStore(state);
    }

    public KnownTemplates templates() {
        return new KnownTemplates(state);
    }

    public TemplateHours hours() {
        return new TemplateHours(state);
    }

    public ReviewFiles reviews() {
        return new ReviewFiles(state.folder().resolve("reviews"), configuration.timezone());
    }

    /// The tools of a review of this period: it writes a review, and no incident.
    public Toolbox toolboxForReview(ReviewPeriod period) {
        return toolboxes.forReview(
                reviews(), period, () -> IncidentTrends.until(period.range().until(), this));
    }

    /// Where the record of an investigation is kept.
    public Path runFolder(String runId) {
        return state.folder().resolve("runs").resolve(runId);
    }

    @Override
    public void close() {
        catalogs.close();
        audit.close();
        state.close();
    }

    /// The tools.yaml that is meant.
    public static Path configFile(@Nullable Path given) {
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
}
