package dev.watchkeeper.investigate.playbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the load changed: how often events came since the onset and before.
final class EventRatesQuestion {

    private final Questions questions;
    private final Instant now;

    EventRatesQuestion(Questions questions, Instant now) {
        this.questions = questions;
        this.now = now;
    }

    List<Rates> ask(List<String> events, Instant onset) {
        var rates = new ArrayList<Rates>();
        Duration length = Duration.between(onset, now);
        if (length.toMinutes() < 1) {
            return rates;
        }
        for (String stream : events) {
            Optional<Reply> since = count(stream, onset, now);
            Optional<Reply> before = count(stream, onset.minus(length), onset);
            Optional<Reply> dayBefore =
                    count(stream, onset.minus(Duration.ofDays(1)), now.minus(Duration.ofDays(1)));
            if (since.isPresent() && before.isPresent() && dayBefore.isPresent()) {
                rates.add(Rates.of(stream, since.get(), before.get(), dayBefore.get()));
            }
        }
        return rates;
    }

    private Optional<Reply> count(String stream, Instant from, Instant until) {
        return questions.ask(
                "query_events",
                OrderedFields.of(
                        "stream", stream, "from", from.toString(), "until", until.toString()));
    }
}
