package dev.watchkeeper.doctor;

import java.util.List;

/// The probes of the doctor, in the order of their lines: a new one is one line here.
public final class Probes {

    private Probes() {}

    /// All of them.
    public static List<Probe> all() {
        return List.of(
                new RuntimeProbe(),
                new UserProbe(),
                new ConfigFileProbe(),
                new StateFolderProbe(),
                new SourceFilesProbe(),
                new StreamsProbe(),
                new ChangesProbe(),
                new WritingRefusedProbe(),
                new StatementsProbe(),
                new IgnoresProbe(),
                new ObjectivesProbe(),
                new RunbooksProbe(),
                new NotificationProbe(),
                new ClaudeProbe(),
                new McpProbe(),
                new TokensProbe(),
                new CertificateProbe(),
                new TimersProbe(),
                new LastRunProbe(),
                new DiskProbe(),
                new ClockProbe());
    }
}
