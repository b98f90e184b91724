package dev.watchkeeper.doctor;

import dev.watchkeeper.catalog.MeasureConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.SqlSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of tools.yaml, each statement against the tables as they are now.
final class StatementsProbe implements Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "statements";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        var seen = new ArrayList<Observation>();
        installation
                .configuration()
                .tools()
                .forEach((name, tool) ->
                        seen.add(
                                explained(
                                        installation,
                                        "tools." + name,
                                        tool.source(),
                                        tool.statement())));
        installation
                .configuration()
                .metrics()
                .forEach(
                        (name, measure) -> measure(installation, "metrics." + name, measure, seen));
        installation
                .configuration()
                .queues()
                .forEach((name, queue) -> {
                    measure(installation, "queues." + name + ".depth", queue.depth(), seen);
                    measure(installation, "queues." + name + ".wait", queue.waiting(), seen);
                    measure(installation, "queues." + name + ".oldest", queue.oldest(), seen);
                    measure(installation, "queues." + name + ".enqueued", queue.enqueued(), seen);
                    measure(installation, "queues." + name + ".completed", queue.completed(), seen);
                    measure(installation, "queues." + name + ".retries", queue.retries(), seen);
                    measure(installation, "queues." + name + ".dead", queue.dead(), seen);
                    measure(installation, "queues." + name + ".overflow", queue.overflow(), seen);
                });
        return seen;
    }

    private static void measure(
            Installation installation,
            String what,
            @Nullable MeasureConfig measure,
            List<Observation> seen) {
        if (measure != null && measure.source() != null && measure.statement() != null) {
            seen.add(explained(installation, what, measure.source(), measure.statement()));
        }
    }

    private static Observation explained(
            Installation installation, String what, String source, String statement) {
        Optional<SqlSource> sql =
                Optional.ofNullable(installation.sources().get(source)).flatMap(s -> s.sql());
        if (sql.isEmpty()) {
            return Observation.fail(
                    what, "source " + source + " speaks no SQL", "name a source of type sqlite");
        }
        try {
            List<String> columns = sql.get().columns(statement, Deadline.after(PATIENCE));
            return Observation.ok(
                    what, "reads, and gives " + Amounts.counted(columns.size(), "column"));
        } catch (BadRequest | SourceUnavailable e) {
            return Observation.fail(
                    what,
                    e.text(),
                    "correct it in "
                            + installation.file()
                            + ", then: "
                            + installation.command("doctor"));
        }
    }
}
