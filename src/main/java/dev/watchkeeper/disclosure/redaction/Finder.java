package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the rules whose triggers a text has, about the text and about what it reads as.
final class Finder {

    private final Triggers triggers;

    /// The rule of each trigger; none for a mark, and for what shows that the text has to be
    /// folded.
    private final @Nullable Rule[] ruleOf;

    Finder(List<Rule> rules) {
        var texts = new ArrayList<String>();
        var owners = new ArrayList<@Nullable Rule>();
        for (Rule rule : rules) {
            for (String trigger : rule.triggers()) {
                texts.add(trigger);
                owners.add(rule);
            }
        }
        texts.add(Marks.OPENING);
        owners.add(null);
        for (String escape : Folded.ESCAPES) {
            texts.add(escape);
            owners.add(null);
        }
        triggers = new Triggers(texts);
        ruleOf = owners.toArray(new Rule[0]);
    }

    /// The places of secrets in the text; null, and nothing is allocated, when there is no trigger.
    @Nullable Spans find(String text) {
        int first = triggers.first(text);
        if (first < 0) {
            return null;
        }
        var pass = new Pass(text);
        boolean wide = triggers.scan(text, first, pass);
        Folded folded = wide || pass.escapes ? Folded.of(text) : null;
        if (folded != null) {
            var second = new Pass(folded.text());
            triggers.scan(folded.text(), 0, second);
            for (Spans.Place place : second.found.all()) {
                pass.found.add(
                        new Spans.Place(
                                folded.start(place.start()),
                                folded.end(place.end()),
                                place.kind(),
                                place.value()));
            }
        }
        return pass.found.isEmpty() ? null : pass.found;
    }

    private final class Pass implements Triggers.Found {
        private final String text;
        private final Spans found = new Spans();
        private boolean escapes;
        private int markEnd;

        Pass(String text) {
            this.text = text;
        }

        @Override
        public void at(int trigger, int start, int end) {
            if (start < markEnd) {
                return;
            }
            Rule rule = ruleOf[trigger];
            if (rule == null) {
                markEnd = Math.max(markEnd, Marks.end(text, start));
                escapes |= start >= markEnd;
            } else {
                rule.at(text, start, end, found);
            }
        }
    }
}
