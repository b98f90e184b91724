package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.Wording;

/// How the events that fail, and those that do not, spread over the values of a field.
///
/// @param field such as `worker_id`
/// @param value the value with the most of what fails
/// @param failing how many failing ones carry it
/// @param ofFailing how many failing ones there are
/// @param fine how many of the others carry it
/// @param ofFine how many others there are
/// @param fineElsewhere whether others are seen with another value
public record Group(
        String field,
        String value,
        double failing,
        double ofFailing,
        double fine,
        double ofFine,
        boolean fineElsewhere,
        String evidence) {

    /// The share of what fails that carries the value, 0 to 1.
    public double share() {
        return ofFailing == 0 ? 0 : failing / ofFailing;
    }

    /// The share of the others that carries it, 0 to 1.
    public double usual() {
        return ofFine == 0 ? 0 : fine / ofFine;
    }

    /// It in words, with its figures.
    public String words() {
        return Math.round(failing)
                + " of "
                + Math.round(ofFailing)
                + " failures have "
                + field
                + "="
                + Wording.head(value, 60);
    }

    /// The field's last part.
    public String name() {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    /// Whether nearly all that fails carries it, and the others do not as a rule.
    public boolean tells() {
        return failing >= 4 && share() >= 0.85 && fineElsewhere && usual() <= 0.7;
    }
}
