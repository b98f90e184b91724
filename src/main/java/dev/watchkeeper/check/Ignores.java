package dev.watchkeeper.check;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.state.Ignore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people decided needs no attention, each with a reason, an author and an end: kinds of
/// messages in tools.yaml, kinds of messages and findings by command. For one run of the checks.
public final class Ignores {

    private final List<IgnoreRule> messages = new ArrayList<>();
    private final Map<String, IgnoreRule> findings = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<Ignore, Long> hid = new LinkedHashMap<>();

    /// Those of tools.yaml that are in force at `now`.
    public Ignores(List<IgnoreConfig> configs, ZoneId zone, Instant now) {
        this(configs, List.of(), zone, now);
    }

    /// The same, and those made by command that are in force.
    ///
    /// @param kept those of the state, of which the ones that ended are passed over
    public Ignores(List<IgnoreConfig> configs, List<Ignore> kept, ZoneId zone, Instant now) {
        for (IgnoreConfig config : configs) {
            IgnoreRule rule = IgnoreRule.of(config, zone);
            if (rule.why().until().isAfter(now)) {
                messages.add(rule);
            } else {
                remarks.add(
                        "the ignore of \""
                                + config.pattern()
                                + "\" ended on "
                                + config.until()
                                + ": it hides nothing any more; renew or remove it");
            }
        }
        for (Ignore ignore : kept) {
            if (ignore.inForce(now) && ignore.finding() != null) {
                findings.put(ignore.finding(), IgnoreRule.of(ignore));
            } else if (ignore.inForce(now)) {
                messages.add(IgnoreRule.of(ignore));
            }
        }
    }

    /// What hides this entry; empty when nothing does.
    Optional<IgnoreRule> of(LogEntry entry) {
        for (IgnoreRule rule : messages) {
            if (rule.hides(entry)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /// The finding as it is under the ignore of its id: hidden, or with the reason why it is not
    /// any more. What is gone stays as it is, so that whoever was told of it is told that too.
    Finding applied(Finding finding) {
        IgnoreRule rule = findings.get(finding.id());
        if (rule == null || finding.ignored() != null || finding.state() == FindingState.RESOLVED) {
            return finding;
        }
        Severity then = rule.kept() == null ? null : rule.kept().severity();
        boolean graver = then != null && finding.severity().compareTo(then) < 0;
        if (rule.untilChange() && (graver || finding.state() == FindingState.ESCALATING)) {
            var facts = new ArrayList<>(finding.facts());
            facts.add(
                    rule.name()
                            + " held until it changes, and it is "
                            + (graver ? finding.severity() + " now" : "escalating"));
            return finding.withFacts(List.copyOf(facts));
        }
        return finding.ignoredFor(rule.why());
    }

    /// Notes what one of them hid in one stream.
    void hid(Hidden hidden) {
        Ignore kept = hidden.rule().kept();
        if (kept != null && hidden.uncounted() > 0) {
            hid.merge(kept, hidden.uncounted(), Long::sum);
        }
    }

    /// How many messages each ignore of the state hid that no run had counted before.
    public Map<Ignore, Long> hid() {
        return Collections.unmodifiableMap(hid);
    }

    /// What a person should know of the ignores themselves.
    public List<String> remarks() {
        return List.copyOf(remarks);
    }
}
