package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.source.host.HostPart;
import dev.watchkeeper.source.host.HostProbe;
import dev.watchkeeper.source.host.HostReading;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The machine: how it is now, what uses it, and what its history says of that.
public final class GetHostMetricsTool implements Tool<GetHostMetricsTool.Arguments> {

    /// Of this tool.
    public static final String NAME = "get_host_metrics";

    /// Further from the machine's clock, a reading would tell of another time than was asked about.
    private static final Duration SAME_TIME = Duration.ofMinutes(3);

    private static final Duration FOR_READING = Duration.ofSeconds(10);
    private static final Duration FOR_HISTORY = Duration.ofSeconds(5);

    private final Catalog catalog;
    private final HostProbe host;

    /// @param host this machine
    public GetHostMetricsTool(Catalog catalog, HostProbe host) {
        this.catalog = catalog;
        this.host = host;
    }

    /// What may be asked.
    public record Arguments(
            @Doc("default: all but directories, whose walk takes seconds") List<HostPart> parts) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "See how the machine is";
    }

    @Override
    public String description() {
        return """
        The machine in one call: is a disk filling up and when will it be full, are CPU, memory, I/O or network short, \
        what uses them most, was anything killed for want of memory, and what of it is unusual here. GB are 10^9 \
        bytes; cpu_percent of a process is of one core. query_metric and assess_metric take the host.* names.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        boolean chosen = !arguments.parts().isEmpty();
        Set<HostPart> parts =
                chosen
                        ? EnumSet.copyOf(arguments.parts())
                        : EnumSet.complementOf(EnumSet.of(HostPart.DIRECTORIES));
        // The default shows how folders grew as far as that is known already; it walks none.
        Set<HostPart> remembered = chosen ? parts : EnumSet.allOf(HostPart.class);
        var history =
                HostHistory.read(
                        catalog, remembered, call.now(), call.deadline().within(FOR_HISTORY));
        @Nullable String notLive = notLive(call.now());
        var answer = new Answer().put("now", Figures.time(call.now())).put("live", notLive == null);
        if (notLive == null) {
            Deadline deadline = call.deadline().within(FOR_READING);
            HostReading reading = host.read(parts, deadline);
            new HostAnswer(answer, reading, history).put(chosen);
        } else {
            answer.put("not_live_because", notLive);
            history.putSamples(answer);
        }
        history.putVerdicts(answer);
        return answer;
    }

    private @Nullable String notLive(Instant now) {
        Duration apart = Duration.between(now, host.now()).abs();
        return apart.compareTo(SAME_TIME) <= 0
                ? null
                : "the question is as of "
                        + Figures.time(now)
                        + " and the machine's clock says "
                        + Figures.time(host.now())
                        + "; only samples from then are shown";
    }
}
