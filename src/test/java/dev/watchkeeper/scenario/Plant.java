package dev.watchkeeper.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The simulated service: a front that takes requests, a queue with workers that call an upstream,
/// a biller that charges for each job, a scheduler with its loops.
final class Plant {

    final long seed;
    final Words words;
    final Knobs knobs = new Knobs();
    final Sim sim = new Sim();
    final Machine machine;
    final List<Row> rows = new ArrayList<>();
    final ServiceProcess front;
    final ServiceProcess biller;
    final ServiceProcess scheduler;
    final Map<String, ServiceProcess> workers = new LinkedHashMap<>();
    final long start;
    final long end;
    private final Map<String, String> versions = new LinkedHashMap<>();
    private final Draw draws;
    private final Upstream upstream;

    Plant(long seed, Words words, long start, long end) {
        this.seed = seed;
        this.words = words;
        this.start = start;
        this.end = end;
        this.draws = new Draw(seed, "plant");
        front = process(words.front(), "front");
        biller = process(words.biller(), "biller");
        scheduler = process(words.scheduler(), "scheduler");
        words.workers().forEach(name -> workers.put(name, process(name, "worker")));
        machine = new Machine(this, new Draw(seed, "machine"));
        upstream = new Upstream(this, new Draw(seed, "upstream"));
    }

    Upstream upstream() {
        return upstream;
    }

    private ServiceProcess process(String name, String log) {
        versions.put(name, draws.version());
        return new ServiceProcess(name, log, draws.upTo(50_000) + 1_000);
    }

    String version(ServiceProcess process) {
        return versions.getOrDefault(process.name(), "");
    }

    /// The version that a deploy starts at a time: known before it happens.
    String deploy(ServiceProcess process, long at, String remark) {
        String version = new Draw(seed, "deploy " + process.name() + at).version();
        sim.at(
                at,
                () -> {
                    String previous = version(process);
                    versions.put(process.name(), version);
                    add(new Row.Start(at, process, version, previous, remark));
                });
        return version;
    }

    /// All workers, one after the other.
    String deployWorkers(long at, String remark) {
        String version = new Draw(seed, "deploy workers" + at).version();
        long when = at;
        for (ServiceProcess worker : workers.values()) {
            long moment = when;
            sim.at(
                    moment,
                    () -> {
                        String previous = version(worker);
                        versions.put(worker.name(), version);
                        add(new Row.Start(moment, worker, version, previous, remark));
                    });
            when += 20_000;
        }
        return version;
    }

    /// The same version again, as after a crash.
    void restart(ServiceProcess process, long at) {
        add(new Row.Start(at, process, version(process), version(process), ""));
    }

    void add(Row row) {
        if (row.at() < end) {
            rows.add(row);
            machine.said(row);
        }
    }

    void info(long at, ServiceProcess who, String module, String text, Map<String, Object> extra) {
        add(new Row.Log(at, who, module, "INFO", text, extra, null));
    }

    void warn(long at, ServiceProcess who, String module, String text, Map<String, Object> extra) {
        add(new Row.Log(at, who, module, "WARNING", text, extra, null));
    }

    void error(
            long at,
            ServiceProcess who,
            String module,
            String text,
            Map<String, Object> extra,
            Row.@Nullable Trace trace) {
        add(new Row.Log(at, who, module, "ERROR", text, extra, trace));
    }

    void event(long at, String type, Map<String, Object> values) {
        add(new Row.Event(at, type, values));
    }

    /// Something that happens again and again, so often a day.
    void often(String purpose, double perDay, boolean seasonal, Activity what) {
        often(purpose, perDay, at -> seasonal ? Season.demand(at) : 1, what);
    }

    void often(String purpose, double perDay, LongToDoubleFunction demand, Activity what) {
        var draw = new Draw(seed, "often " + purpose);
        next(perDay, demand, what, draw, start);
    }

    private void next(
            double perDay, LongToDoubleFunction demand, Activity what, Draw draw, long last) {
        double share = demand.applyAsDouble(last);
        if (share <= 0) {
            sim.at(
                    last + Season.MINUTE,
                    () -> next(perDay, demand, what, draw, last + Season.MINUTE));
            return;
        }
        double gap = draw.between(0.2, 1.8) * Season.DAY / perDay / share;
        long at = last + Math.max(1, (long) gap);
        if (at < end) {
            sim.at(
                    at,
                    () -> {
                        what.happen(at, draw);
                        next(perDay, demand, what, draw, at);
                    });
        }
    }

    /// By the clock.
    void every(String name, long period, long offset, Activity what) {
        var draw = new Draw(seed, "every " + name);
        for (long at = start - Math.floorMod(start, period) + offset; at < end; at += period) {
            long moment = at + draw.between(0, 900);
            if (at >= start) {
                sim.at(moment, () -> what.happen(moment, draw));
            }
        }
    }

    void run() {
        knobs.once.forEach(one -> sim.at(one.at(), one.what()));
        sim.run(end);
        rows.sort(Comparator.comparingLong(Row::at));
    }

    /// What happens at a moment.
    @FunctionalInterface
    interface Activity {
        void happen(long at, Draw draw);
    }

    static Map<String, Object> values(Object... pairs) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return values;
    }
}
