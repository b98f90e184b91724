package dev.watchkeeper.init;

import dev.watchkeeper.disclosure.Characters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes sources, the streams over them and queues, each with what was seen of it.
final class Entries {

    private final YamlText into;
    private final Instant now;
    private final @Nullable ChangeDrafts changes;
    private final List<String> watched = new ArrayList<>();

    /// @param changes what tells of changes, to be written too; null for none
    Entries(YamlText into, Instant now, @Nullable ChangeDrafts changes) {
        this.into = into;
        this.now = now;
        this.changes = changes;
    }

    /// Writes all of some sources.
    ///
    /// @return what is watched by that, a line each
    List<String> write(List<NamedDraft> some) {
        if (some.isEmpty()) {
            return List.of();
        }
        into.comment(0, "Where data is. Nothing is ever written there.").line(0, "sources:");
        some.forEach(this::source);
        if (changes != null) {
            changes.sources(into);
        }
        into.blank();
        section(some, false);
        section(some, true);
        queues(some);
        if (changes != null) {
            changes.section(into, some);
        }
        return List.copyOf(watched);
    }

    private void source(NamedDraft one) {
        Draft draft = one.draft();
        into.comment(
                1,
                String.join(" ", draft.seen())
                        + " Belongs to "
                        + draft.owner().words()
                        + (draft.owner().user() == null
                                ? "."
                                : ", which runs as " + draft.owner().user() + "."));
        var keys = new LinkedHashMap<String, String>();
        keys.put("type", draft.type());
        keys.put("path", YamlText.scalar(draft.file().toString()));
        keys.putAll(draft.keys());
        into.line(1, one.source() + ": " + YamlText.map(keys));
    }

    private void section(List<NamedDraft> some, boolean events) {
        boolean begun = false;
        for (NamedDraft one : some) {
            for (int i = 0; i < one.streams().size(); i++) {
                Draft.Stream stream = one.draft().streams().get(i);
                if (stream.events() != events) {
                    continue;
                }
                if (!begun) {
                    into.comment(0, events ? "Streams of events." : "Streams of log entries.")
                            .line(0, events ? "events:" : "logs:");
                    begun = true;
                }
                stream(one, one.streams().get(i), stream);
            }
        }
        if (begun) {
            into.blank();
        }
    }

    private void stream(NamedDraft one, String name, Draft.Stream stream) {
        stream.seen().forEach(sentence -> into.comment(1, sentence));
        into.line(1, name + ":").line(2, "source: " + one.source());
        stream.keys().forEach((key, value) -> into.line(2, key + ": " + value));
        watched.add(
                name
                        + (stream.events() ? "  events of " : "  log ")
                        + Characters.line(one.draft().file().toString())
                        + (stream.newest() == null
                                ? ""
                                : ", newest " + Words.ago(stream.newest(), now)));
    }

    private void queues(List<NamedDraft> some) {
        boolean begun = false;
        for (NamedDraft one : some) {
            for (int i = 0; i < one.jobs().size(); i++) {
                if (!begun) {
                    into.comment(
                                    0,
                                    "Queues. Without normal: or concerning:, their own history decides.")
                            .line(0, "queues:");
                    begun = true;
                }
                Draft.Jobs jobs = one.draft().jobs().get(i);
                jobs.seen().forEach(sentence -> into.comment(1, sentence));
                into.line(1, one.jobs().get(i) + ":");
                jobs.parts()
                        .forEach((part, keys) -> {
                            var all = new LinkedHashMap<String, String>();
                            all.put("source", one.source());
                            all.putAll(keys);
                            into.line(2, part + ": " + YamlText.map(all));
                        });
                watched.add(
                        one.jobs().get(i)
                                + "  queue in "
                                + Characters.line(one.draft().file().toString()));
            }
        }
        if (begun) {
            into.blank();
        }
    }
}
