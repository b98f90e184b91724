package dev.watchkeeper.scenario;

import java.util.regex.Pattern;

/// What merely happens near by.
final class RedHerrings {

    private RedHerrings() {}

    /// A deploy that changes nothing; says which version, as a pattern.
    static String deploy(Plant plant, ServiceProcess process, long at) {
        return Pattern.quote(plant.deploy(process, at, ""));
    }

    /// Phones on a train.
    static void goneClients(Plant plant, long at) {
        var draw = new Draw(plant.seed, "train" + at);
        for (int i = 0; i < 22; i++) {
            long when = at + draw.between(0, 4 * Season.MINUTE);
            plant.sim.at(
                    when,
                    () ->
                            plant.warn(
                                    when,
                                    plant.front,
                                    "front.access",
                                    "client went away before the answer",
                                    Plant.values(plant.words.requestId(), draw.id("r"))));
        }
    }

    /// New and harmless; says what, as a pattern.
    static String deprecation(Plant plant, long at) {
        for (int i = 0; i < 4; i++) {
            long when = at + i * (6 * Season.MINUTE);
            plant.sim.at(
                    when,
                    () ->
                            plant.warn(
                                    when,
                                    plant.front,
                                    "front.options",
                                    "option legacy_layout is deprecated and ends in June",
                                    Plant.values()));
        }
        return "legacy_layout";
    }
}
