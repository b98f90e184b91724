package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.differential.Differential;
import dev.watchkeeper.investigate.playbook.scene.Course;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Objective;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;

/// Whether somebody has to act: what `write_incident` calls the verdict.
///
/// @param verdict `nominal`, `anomaly` or `issue`
/// @param because why, a sentence
record Outlook(String verdict, Severity severity, String because) {

    static Outlook of(Scene scene, Differential differential) {
        Course course = scene.course();
        Severity severity = scene.main().severity();
        boolean errors = scene.symptoms().stream().anyMatch(Kind::grave);
        if (course.ongoing() && hurts(scene, differential)) {
            return new Outlook(
                    "issue", severity, "It still goes on: " + course.what().getFirst() + ".");
        }
        if (course.ongoing() || errors) {
            return new Outlook(
                    "anomaly",
                    mild(severity),
                    course.ongoing()
                            ? "It is out of the ordinary, and nothing shows that it hurts anybody."
                            : "It is over, and nothing shows that it was fixed.");
        }
        return new Outlook(
                "nominal", Severity.SEV4, "Nothing of it is there now, and no error came with it.");
    }

    /// Errors, something that is missing, a number that its owner declared to be concerning, or a
    /// cause that is more than demand which is served.
    private static boolean hurts(Scene scene, Differential differential) {
        boolean served =
                differential.cause() == null
                        || differential.cause().hypothesis().name().equals("demand surge");
        return scene.symptoms().stream().anyMatch(Kind::grave)
                || scene.findings().stream().anyMatch(Outlook::hurts)
                || scene.background().objectives().stream().anyMatch(Objective::pages)
                || !served;
    }

    private static boolean hurts(Finding finding) {
        return finding.severity().atLeast(Severity.SEV3)
                && (!finding.check().equals("metrics")
                        || finding.facts().stream()
                                .anyMatch(fact -> fact.contains("declared concerning"))
                        || finding.title().contains("declared concerning"));
    }

    private static Severity mild(Severity severity) {
        return severity.atLeast(Severity.SEV3) ? Severity.SEV3 : severity;
    }
}
