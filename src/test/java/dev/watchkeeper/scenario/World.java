package dev.watchkeeper.scenario;

import dev.watchkeeper.cli.PatrolledWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// A service that ran for a week, and what really happened to it; written as far as its time has
/// come.
final class World {

    private static final Instant FIRST = Instant.parse("2026-03-10T00:00:00Z");
    private static final int[] HOURS = {14, 9, 20, 2, 17, 11, 23, 6};

    final Plant plant;
    final Truth truth;
    final long begin;
    private final Storage storage;
    private final Path folder;
    private long written;
    private long sampled;

    private World(Plant plant, Truth truth, long begin, Storage storage, Path folder) {
        this.plant = plant;
        this.truth = truth;
        this.begin = begin;
        this.storage = storage;
        this.folder = folder;
        this.written = Long.MIN_VALUE;
    }

    /// A world in an empty folder, of which nothing is written yet.
    static World of(Scenario scenario, Flavour flavour, long number, Path folder)
            throws IOException {
        long seed = number * 31 + flavour.offset;
        var draw = new Draw(seed, "world " + scenario.name());
        int days = scenario.day() >= 0 ? scenario.day() : draw.upTo(7);
        long day = FIRST.toEpochMilli() + days * Season.DAY;
        int any = Math.floorMod(seed + scenario.name().hashCode(), HOURS.length);
        int hour = scenario.hour() >= 0 ? scenario.hour() : HOURS[any];
        long end = day + hour * Season.HOUR + draw.between(0, 55) * Season.MINUTE;
        return of(scenario, flavour, seed, folder, end, draw, number % 2 == 1);
    }

    private static World of(
            Scenario scenario,
            Flavour flavour,
            long seed,
            Path folder,
            long end,
            Draw draw,
            boolean careful)
            throws IOException {
        Storage storage = flavour.storage();
        Words words = Words.of(seed, storage.style());
        // A week is more than some of the rules want, and less than others.
        long days = (seed / 2) % 2 == 0 ? 6 : 8;
        var plant = new Plant(seed, words, end - days * Season.DAY, end);
        long begin = end - scenario.minutes() * Season.MINUTE + draw.between(0, 59_000);
        Truth truth = scenario.plot().unfold(plant, begin, draw);
        new Habits(plant, new Workshop(plant, new Biller(plant))).begin();
        plant.run();
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("tools.yaml"), storage.toolsYaml(words, plant.knobs, careful));
        return new World(plant, truth, begin, storage, folder);
    }

    Instant end() {
        return Instant.ofEpochMilli(plant.end);
    }

    /// Lets the time come.
    void until(Instant time, PatrolledWorld watch) throws IOException, SQLException {
        long now = time.toEpochMilli();
        List<Row> rows =
                plant.rows.stream().filter(row -> row.at() >= written && row.at() < now).toList();
        storage.write(folder, rows);
        long since = sampled;
        watch.sampled(
                plant.machine.until(now).stream()
                        .filter(round -> round.time().toEpochMilli() > since)
                        .toList(),
                time);
        sampled = plant.machine.last(now);
        written = now;
    }
}
