package dev.watchkeeper.cli;

import dev.watchkeeper.workplace.Version;
import picocli.CommandLine.IVersionProvider;

/// What `--version` answers.
final class VersionLine implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"watchkeeper " + Version.text() + ", Java " + Runtime.version()};
    }
}
