package dev.watchkeeper.cli.ignore;

import dev.watchkeeper.workplace.Workplace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// How a command is told what is to be ignored.
final class TargetOptions {

    @Parameters(
            paramLabel = "TARGET",
            description =
                    "The template of the message, its variable parts as <*>; or such a message; or a finding's id, its beginning, or its title.")
    private String target = "";

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "The log stream that the template holds for; default: all.")
    private @Nullable String stream;

    /// What is meant, among the findings and streams of this workplace.
    IgnoreTarget in(Workplace workplace) {
        return IgnoreTarget.of(
                target, stream, workplace.findings(), workplace.catalog().logs().keySet());
    }
}
