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
/// | warning with an exception, 5 times or more, and never before | SEV3 | SEV4 |
/// | warning | SEV4 | SEV4 |
///
/// An exception that is caught, logged as a warning and tried again is a bug in the making,
/// whatever level its author gave it: where the days before never had it, five are no accident any
/// more.
///
/// With less than a day of history nothing is known to be "as ever", and the left column counts.
final class Gravity {

    private static final int MANY = 10;
    private static final int SOME = 5;

    private Gravity() {}

    static Severity of(PatternSurvey.Pattern pattern, FindingState state, Baseline baseline) {
        boolean asEver = state == FindingState.ONGOING && baseline.enough();
        boolean many = pattern.count() >= MANY;
        boolean thrown =
                pattern.exception() != null
                        && pattern.count() >= SOME
                        && baseline.enough()
                        && baseline.of(pattern.pattern().id()).total() == 0;
        Level level = pattern.level() == null ? Level.WARN : pattern.level();
        return switch (level) {
            case FATAL -> asEver ? Severity.SEV3 : Severity.SEV2;
            case ERROR -> asEver ? Severity.SEV4 : many ? Severity.SEV2 : Severity.SEV3;
            default -> (!asEver && many) || thrown ? Severity.SEV3 : Severity.SEV4;
        };
    }
}
