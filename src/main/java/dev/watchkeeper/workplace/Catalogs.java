package dev.watchkeeper.workplace;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.access.ScopedCatalog;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.disclosure.redaction.Redactor;
import dev.watchkeeper.history.RolledCatalog;
import dev.watchkeeper.history.Sampled;
import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.state.ProposalStore;
import dev.watchkeeper.state.RollUps;
import dev.watchkeeper.state.SampleStore;
import dev.watchkeeper.state.StateDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// What tools.yaml declares, over sources that are opened once, with as much hidden as whoever asks
/// for it needs hidden. Thread-safe.
public final class Catalogs implements AutoCloseable {

    private final Map<String, Source> sources;
    private final Configuration configuration;
    private final InstantSource clock;
    private final Path file;
    private final StateDatabase state;
    private final Function<RedactionLevel, Redactor> redactors;
    private final Map<RedactionLevel, Catalog> opened = new EnumMap<>(RedactionLevel.class);
    private List<String> remarks = List.of();

    private Catalogs(
            Map<String, Source> sources,
            Configuration configuration,
            InstantSource clock,
            Path file,
            StateDatabase state,
            Function<RedactionLevel, Redactor> redactors) {
        this.sources = sources;
        this.configuration = configuration;
        this.clock = clock;
        this.file = file;
        this.state = state;
        this.redactors = redactors;
    }

    /// Opens the sources of tools.yaml, and makes the catalog of all that they hold.
    ///
    /// @throws BadConfig when a stream's mapping cannot work with its source, all such problems at
    ///   once
    public static Catalogs open(
            Configuration configuration,
            InstantSource clock,
            Path file,
            StateDatabase state,
            Function<RedactionLevel, Redactor> redactors) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        var catalogs =
                new Catalogs(
                        Sources.open(
                                configuration, clock, state.folder().resolve("indexes"), folder),
                        configuration,
                        clock,
                        file,
                        state,
                        redactors);
        try {
            catalogs.usual();
            return catalogs;
        } catch (BadConfig e) {
            catalogs.close();
            throw e;
        }
    }

    /// All of it, with what tools.yaml wants hidden.
    public Catalog usual() {
        return at(configuration.redaction().level());
    }

    /// The opened sources by name, which are closed with this.
    public Map<String, Source> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /// What a scope shows.
    public Catalog of(Scope scope) {
        return ScopedCatalog.of(at(redactor(scope).level()), scope, clock);
    }

    /// What hides what a scope hides.
    Redactor redactor(Scope scope) {
        return redactors.apply(
                scope.redaction() == null ? configuration.redaction().level() : scope.redaction());
    }

    /// What should be known of the checks that were accepted: which of them watch nothing.
    public synchronized List<String> remarks() {
        return remarks;
    }

    private synchronized Catalog at(RedactionLevel level) {
        return opened.computeIfAbsent(
                level,
                wanted -> {
                    var samples = new SampleStore(state);
                    Catalog streams =
                            Streams.open(
                                    configuration,
                                    sources,
                                    redactors.apply(wanted),
                                    clock,
                                    file,
                                    name -> new Sampled(samples, name));
                    var accepted =
                            new AcceptedChecks(
                                    new ProposalStore(state).acceptedChecks(),
                                    configuration.timezone());
                    Catalog all =
                            accepted.bounding(
                                    RolledCatalog.of(accepted.opening(streams), new RollUps(state))
                                            .with(
                                                    HostSamples.metrics(
                                                            samples,
                                                            configuration.collect().every())));
                    remarks = accepted.remarks();
                    return all;
                });
    }

    @Override
    public void close() {
        sources.values().forEach(Source::close);
    }
}
