package dev.watchkeeper.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The scores of many worlds as a table for people, and as the shares that count.
record ScoreTable(List<Score> scores) {

    /// Of faults and healthy worlds: the right verdict, in percent.
    double verdict() {
        return share(scores, Score::verdict);
    }

    /// Of faults: seen by a check in time.
    double seen() {
        return share(faults(), Score::seen);
    }

    double cause() {
        return share(faults(), Score::cause);
    }

    double onset() {
        return share(faults(), Score::onsetRight);
    }

    double evidence() {
        return share(scores, Score::evidence);
    }

    double innocent() {
        return share(scores, score -> score.blamed().isEmpty());
    }

    /// Of faults that were asked about: what truly changed is among the first three.
    double change() {
        return share(
                faults().stream().filter(score -> score.change() != null).toList(),
                score -> score.change() != null && score.change() > 0);
    }

    /// Alarms where nothing was wrong.
    List<String> falseAlarms() {
        var alarms = new ArrayList<String>();
        for (Score score : scores) {
            score.early().forEach(alarm -> alarms.add(name(score) + ": " + alarm));
        }
        return alarms;
    }

    List<Score> faults() {
        return scores.stream().filter(Score::issue).toList();
    }

    private static double share(List<Score> of, Predicate<Score> which) {
        return of.isEmpty() ? 100 : 100.0 * of.stream().filter(which).count() / of.size();
    }

    private static String name(Score score) {
        return score.scenario() + " " + score.flavour().charAt(0) + score.seed();
    }

    String markdown() {
        Map<String, List<Score>> byName = new LinkedHashMap<>();
        scores.forEach(score ->
                byName.computeIfAbsent(score.scenario(), _ -> new ArrayList<>()).add(score));
        var text = new StringBuilder();
        text.append(
                "| scenario | worlds | alarm before | seen | verdict | onset | cause | cannot tell"
                        + " | blamed | evidence | change in 3 | tokens | calls | ms |\n");
        text.append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        byName.forEach((name, of) -> text.append(row(name, of)));
        text.append(
                String.format(
                        "%nVerdict %.0f%%, seen %.0f%%, cause %.0f%%, onset %.0f%%, evidence"
                                + " %.0f%%, nobody innocent blamed %.0f%%, change in the first three"
                                + " %.0f%%, false alarms %d, in %d worlds.%n",
                        verdict(),
                        seen(),
                        cause(),
                        onset(),
                        evidence(),
                        innocent(),
                        change(),
                        falseAlarms().size(),
                        scores.size()));
        text.append("\n");
        falseAlarms().forEach(alarm -> text.append("- false alarm: ").append(alarm).append('\n'));
        for (Score score : scores) {
            score.problems()
                    .forEach(problem ->
                            text.append("- evidence, ")
                                    .append(name(score))
                                    .append(": ")
                                    .append(problem)
                                    .append('\n'));
            if (score.issue() && !score.seen()) {
                text.append("- not seen in time: ").append(name(score)).append('\n');
            }
            if (score.issue() && (!score.cause() || !score.blamed().isEmpty())) {
                text.append("- ")
                        .append(name(score))
                        .append(": ")
                        .append(score.said().isEmpty() ? "no incident" : score.said())
                        .append(score.blamed().isEmpty() ? "" : " BLAMES " + score.blamed())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String row(String name, List<Score> of) {
        boolean fault = of.getFirst().issue();
        return "| "
                + name
                + " | "
                + of.size()
                + " | "
                + count(of, score -> !score.early().isEmpty())
                + " | "
                + (fault ? count(of, Score::seen) : "")
                + " | "
                + count(of, Score::verdict)
                + " | "
                + (fault ? count(of, Score::onsetRight) : "")
                + " | "
                + (fault ? count(of, Score::cause) : "")
                + " | "
                + (fault ? count(of, Score::abstained) : "")
                + " | "
                + count(of, score -> !score.blamed().isEmpty())
                + " | "
                + count(of, Score::evidence)
                + " | "
                + (fault && of.stream().anyMatch(score -> score.change() != null)
                        ? count(of, score -> score.change() != null && score.change() > 0)
                        : "")
                + " | "
                + Math.round(of.stream().mapToLong(Score::tokens).average().orElse(0))
                + " | "
                + Math.round(of.stream().mapToInt(Score::calls).average().orElse(0))
                + " | "
                + Math.round(
                        of.stream().mapToLong(score -> score.took().toMillis()).average().orElse(0))
                + " |\n";
    }

    private static long count(List<Score> of, Predicate<Score> which) {
        return of.stream().filter(which).count();
    }
}
