package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells what was seen, each thing with the answer that shows it.
final class Account {

    private static final int MOST_NUMBERS = 6;

    private final Observations seen;
    private final ReportDraft draft;

    Account(Observations seen, ReportDraft draft) {
        this.seen = seen;
        this.draft = draft;
    }

    /// Everything that was seen, in the light of the change that is blamed, if one is.
    void tell(Optional<Suspect> cause) {
        cause.ifPresent(this::change);
        symptoms();
        example();
        repeated();
        rates(cause.isPresent());
        numbers();
        otherChanges(cause);
        last();
        impact();
    }

    /// What was counted of the harm; of how many it is, no rule knows.
    private void impact() {
        seen.symptoms().stream()
                .limit(3)
                .forEach(symptom ->
                        draft.impact(
                                symptom.count()
                                        + " entries of "
                                        + symptom.stream()
                                        + " since "
                                        + Wording.clock(symptom.first())
                                        + " UTC say \""
                                        + Wording.head(symptom.template(), 200)
                                        + '"',
                                List.of(symptom.evidence())));
        draft.impact(
                "how many users or jobs that is, and whether anything is lost, cannot be told, because"
                        + " rules do not know what counts as one",
                List.of());
    }

    private void change(Suspect suspect) {
        if (seen.shared() != null) {
            draft.claim(
                    String.format(
                            Locale.ROOT,
                            "At least %d of %d failing entries carry %s=%s, which a change %s before names",
                            seen.shared().count(),
                            seen.shared().of(),
                            Wording.head(seen.shared().field(), 60),
                            Wording.head(seen.shared().value(), 80),
                            Span.words(Duration.between(suspect.time(), seen.onset()))),
                    seen.shared().evidence());
        }
        draft.claim(
                "At "
                        + Wording.clock(suspect.time())
                        + " UTC, "
                        + Span.words(Duration.between(suspect.time(), seen.onset()))
                        + " before the first symptom, a change was logged"
                        + (suspect.about().isEmpty()
                                ? ""
                                : " that speaks of the part that fails ("
                                        + String.join(
                                                ", ", suspect.about().stream().limit(5).toList())
                                        + ")")
                        + ". That it is the cause is inferred from time and "
                        + (seen.shared() == null ? "words" : "what failing entries carry"),
                suspect.evidence());
        suspect.messages()
                .forEach(message ->
                        draft.cite(suspect.evidence(), message, "the change before the onset"));
        draft.moment(suspect.time(), Wording.head(suspect.text(), 250), suspect.evidence());
    }

    private void symptoms() {
        for (Symptom symptom : seen.symptoms().stream().limit(6).toList()) {
            draft.claim(
                    String.format(
                            Locale.ROOT,
                            "%s since %s UTC, %d times: %s",
                            symptom.change().equals("new")
                                    ? "New, not seen in the 2 days before,"
                                    : "Far more often than in the 2 days before,",
                            Wording.clock(symptom.first()),
                            symptom.count(),
                            Wording.head(symptom.template(), 300)),
                    symptom.evidence());
            draft.moment(
                    symptom.first(),
                    "first: " + Wording.head(symptom.template(), 200),
                    symptom.evidence());
        }
        if (seen.symptoms().isEmpty() && seen.overview() != null) {
            draft.claim(
                    "The checks report: " + String.join("; ", seen.finding().facts()),
                    seen.overview());
        }
    }

    private void example() {
        if (seen.example() != null) {
            draft.cite(seen.example().evidence(), seen.example().message(), "an early example");
        }
    }

    private void repeated() {
        Observations.Repeated repeated = seen.repeated();
        if (repeated != null) {
            draft.claim(
                    "One and the same request or job shows "
                            + repeated.times()
                            + " times \""
                            + Wording.head(repeated.what(), 100)
                            + "\" within "
                            + Span.words(Duration.ofMillis(repeated.millis()))
                            + ": it is attempted again at once",
                    repeated.evidence());
            repeated.quotes()
                    .forEach(quote ->
                            draft.cite(repeated.evidence(), quote, "attempted again and again"));
        }
    }

    private void rates(boolean caused) {
        for (Rates rates : seen.rates()) {
            rates.surge()
                    .ifPresent(type ->
                            draft.claim(
                                    String.format(
                                            Locale.ROOT,
                                            "%s came %.0f times since the onset, %.1f times as often as in as"
                                                    + " long a time before or at this time of the day before",
                                            Wording.head(type.name(), 80),
                                            type.now(),
                                            type.ratio()),
                                    rates.evidence()));
            for (Rates.Type gone : rates.vanished().stream().limit(3).toList()) {
                draft.claim(
                        String.format(
                                Locale.ROOT,
                                "%s has all but stopped: %.0f since the onset, %.0f in as long a time before",
                                Wording.head(gone.name(), 80),
                                gone.now(),
                                gone.before()),
                        rates.evidence());
            }
            List<Rates.Type> steady = rates.steady();
            if (!steady.isEmpty() && caused) {
                var figures = new ArrayList<String>();
                steady.forEach(type ->
                        figures.add(
                                String.format(
                                        Locale.ROOT,
                                        "%s %.2f times",
                                        Wording.head(type.name(), 60),
                                        type.ratio())));
                draft.ruledOut(
                        "more demand than usual",
                        "other events come as often as before: " + String.join(", ", figures),
                        rates.evidence());
            }
        }
    }

    private void numbers() {
        for (NumberSeen number : seen.numbers().stream().limit(MOST_NUMBERS).toList()) {
            draft.claim(number.text(), number.evidence());
            if (number.quote() != null) {
                draft.cite(number.evidence(), number.quote(), "a number that is not as usual");
            }
        }
    }

    private void otherChanges(Optional<Suspect> cause) {
        seen.suspects().stream()
                .filter(s -> cause.isEmpty() || !s.text().equals(cause.get().text()))
                .filter(s -> s.about().isEmpty())
                .limit(3)
                .forEach(s ->
                        draft.ruledOut(
                                "\""
                                        + Wording.head(s.text(), 200)
                                        + "\" at "
                                        + Wording.clock(s.time())
                                        + " UTC",
                                "it shares no word with anything that fails; only the time fits",
                                List.of(s.evidence())));
    }

    private void last() {
        Observations.Example last = seen.last();
        if (last != null) {
            draft.claim(
                    "The last entry before the silence came at "
                            + Wording.clock(last.time())
                            + " UTC",
                    last.evidence());
            draft.cite(last.evidence(), last.message(), "the last entry before the silence");
            draft.moment(last.time(), "last entry before the silence", last.evidence());
        }
    }
}
