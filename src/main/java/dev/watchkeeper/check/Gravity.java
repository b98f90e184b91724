package dev.watchkeeper.check;

import dev.watchkeeper.catalog.PatternSurvey;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.Severity;

/// How grave a kind of error or warning is. The rules are few, so that a person can know them by
/// heart:
///
/// | | new, escalating, back | going on as ever |
/// |---|---|---|
/// | fatal | SEV2 | SEV3 |
/// | error, 10 times or more | SEV2 | SEV4 |
/// | error | SEV3 | SEV4 |
/// | warning, 10 times or more | SEV3 | SEV4 |
/// | warning | SEV4 | SEV4 |
///
/// With less than a day of history nothing is known to be "as ever", and the left column counts.
final class Gravity {

    private static final int MANY = 10;

    private Gravity() {}

    static Severity of(PatternSurvey.Pattern pattern, FindingState state, Baseline baseline) {
        boolean asEver = state == FindingState.ONGOING && baseline.enough();
        boolean many = pattern.count() >= MANY;
        Level level = pattern.level() == null ? Level.WARN : pattern.level();
        return switch (level) {
            case FATAL -> asEver ? Severity.SEV3 : Severity.SEV2;
            case ERROR -> asEver ? Severity.SEV4 : many ? Severity.SEV2 : Severity.SEV3;
            default -> !asEver && many ? Severity.SEV3 : Severity.SEV4;
        };
    }
}
