package dev.watchkeeper.demo;

import dev.watchkeeper.model.BadRequest;
import java.util.List;

/// Everything that can go wrong in the simulated service.
final class Faults {

    static final List<Fault> ALL =
            List.of(
                    new RetryStorm(),
                    new SilentBilling(),
                    new BadWorkerDeploy(),
                    new QueueBacklog(),
                    new DiskFilling(),
                    new Healthy());

    private Faults() {}

    static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadRequest(
                                "there is no fault \""
                                        + name
                                        + "\"; there are: "
                                        + String.join(", ", names())));
    }

    static List<String> names() {
        return ALL.stream().map(Fault::name).toList();
    }
}
