package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.model.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parts of a review as they gather, each within the lengths that `write_review` takes, and the
/// verdict that follows from them: an issue when something of SEV3 or graver was found, an anomaly
/// when something is out of the ordinary, else nominal.
final class ReviewDraft {

    private static final int MOST = 40;

    private record Issue(Severity severity, Map<String, Object> fields) {}

    private final List<Map<String, Object>> numbers = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();
    private final List<Map<String, Object>> patterns = new ArrayList<>();
    private final List<Map<String, Object>> recommendations = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private boolean unusual;

    /// A number of an answer; nothing where the answer has none.
    void number(String name, @Nullable Object value, String unit, String usual, String shownBy) {
        String figure = figure(value);
        if (figure == null || numbers.size() >= MOST) {
            return;
        }
        String text =
                unit.isEmpty() ? figure : unit.equals("%") ? figure + "%" : figure + " " + unit;
        var fields =
                OrderedFields.of(
                        "name", Wording.head(name, 80),
                        "value", Wording.head(text, 60));
        if (!usual.isEmpty()) {
            fields.put("usual", Wording.head(usual, 60));
        }
        fields.put("evidence", List.of(shownBy));
        numbers.add(fields);
    }

    /// As the answer has it, without an exponent; null for what is no number.
    static @Nullable String figure(@Nullable Object value) {
        if (!(value instanceof Number)) {
            return null;
        }
        BigDecimal plain = new BigDecimal(value.toString());
        return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
    }

    void issue(Severity severity, String what, String shownBy) {
        if (issues.size() < MOST) {
            issues.add(
                    new Issue(
                            severity,
                            OrderedFields.of(
                                    "what", Wording.head(what, 490),
                                    "severity", severity.name(),
                                    "evidence", List.of(shownBy))));
        }
    }

    /// @param unusual whether it makes the review an anomaly
    void pattern(String what, String shownBy, boolean unusual) {
        this.unusual |= unusual;
        if (patterns.size() < MOST) {
            patterns.add(
                    OrderedFields.of(
                            "what", Wording.head(what, 390), "evidence", List.of(shownBy)));
        }
    }

    void recommend(String what, String kind) {
        if (recommendations.size() < MOST) {
            recommendations.add(OrderedFields.of("what", Wording.head(what, 390), "kind", kind));
        }
    }

    void gap(String what) {
        if (gaps.size() < MOST) {
            gaps.add(Wording.head(what, 390));
        }
    }

    String verdict() {
        if (gravest() != null && gravest().severity().atLeast(Severity.SEV3)) {
            return "issue";
        }
        return unusual || !issues.isEmpty() ? "anomaly" : "nominal";
    }

    private @Nullable Issue gravest() {
        return issues.stream().min(Comparator.comparing(Issue::severity)).orElse(null);
    }

    /// The report in the form of `write_review`.
    ///
    /// @param looked at what, for the summary
    Map<String, Object> report(String looked) {
        issues.sort(Comparator.comparing(Issue::severity));
        return OrderedFields.of(
                "verdict", verdict(),
                "summary", Wording.head(summary(looked), 790),
                "key_numbers", numbers,
                "issues", issues.stream().map(Issue::fields).toList(),
                "patterns", patterns,
                "recommendations", recommendations,
                "tooling_gaps", gaps);
    }

    private String summary(String looked) {
        Issue gravest = gravest();
        String found =
                gravest != null
                        ? issues.size()
                                + (issues.size() == 1 ? " issue" : " issues")
                                + ", the gravest "
                                + gravest.severity()
                                + ": "
                                + Wording.head(String.valueOf(gravest.fields().get("what")), 300)
                        : unusual
                                ? "Nothing is known to hurt; what is out of the ordinary stands under"
                                        + " Patterns"
                                : "Nothing stands out";
        String sentence = found.endsWith(".") || found.endsWith("…") ? found : found + ".";
        return sentence
                + " Written by rules, no model was involved; they looked at "
                + looked
                + ".";
    }
}
