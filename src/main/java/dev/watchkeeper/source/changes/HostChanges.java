package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.EventMapping;
import dev.watchkeeper.source.EventSource;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What was changed on this machine. Files alone are read, no program is asked: of services only
/// what syslog has of them (the journal is binary), of files only when they were last written.
public final class HostChanges implements Source {

    /// The keys of tools.yaml.
    @Doc("What was changed on this machine: packages, services, reboots, schedules, files")
    public record Config(
            @Doc("what is looked at beside files and certificates")
                    @Default("[packages, services, reboots, schedule]")
                    Set<Watched> watch,
            @Doc(
                            "configuration files, as paths or patterns with * ? [a-z] {a,b}: when"
                                    + " each was last written")
                    List<String> files,
            @Doc("certificates (PEM), as paths or patterns: since when each is valid")
                    List<String> certificates,
            @Doc("where the machine's file system is, for a container that has it mounted")
                    @Default("/")
                    String root)
            implements SourceConfig {

        @Override
        public Source open(SourceContext context) {
            return new HostChanges(this, context);
        }
    }

    private final Config config;
    private final SourceContext context;

    private HostChanges(Config config, SourceContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public Optional<ChangeSource> changes(String stream) {
        var root = new HostRoot(context.resolve(config.root()));
        var times = new TimeText(context.zone(), context.clock());
        var parts = new ArrayList<ChangePart>();
        if (config.watch().contains(Watched.PACKAGES)) {
            parts.add(new ChangeLog("packages", PackageLine.files(root), stream, context, times));
        }
        if (config.watch().contains(Watched.SERVICES)) {
            parts.add(new ChangeLog("services", ServiceLine.files(root), stream, context, times));
        }
        if (config.watch().contains(Watched.REBOOTS)) {
            parts.add(new Reboots(stream, root));
        }
        if (config.watch().contains(Watched.SCHEDULE)) {
            parts.add(FileWrites.schedule(stream, context.name(), root));
        }
        if (!config.files().isEmpty()) {
            parts.add(FileWrites.configuration(stream, context, config.files()));
        }
        if (!config.certificates().isEmpty()) {
            parts.add(new Certificates(stream, context, config.certificates()));
        }
        return Optional.of(new MergedChanges(parts));
    }

    @Override
    public LogSource logs(String stream, LogMapping mapping) {
        throw new BadRequest(
                "logs." + stream + ".source: a source of type host has changes alone, no entries");
    }

    @Override
    public EventSource events(String stream, EventMapping mapping) {
        throw new BadRequest(
                "events." + stream + ".source: a source of type host has changes alone, no events");
    }

    /// Nothing is held open between reads.
    @Override
    public void close() {}
}
