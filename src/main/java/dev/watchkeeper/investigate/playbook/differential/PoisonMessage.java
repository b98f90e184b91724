package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import dev.watchkeeper.investigate.playbook.scene.Share;
import java.util.Optional;
import java.util.Set;

/// One message cannot be worked on, and is tried for ever.
final class PoisonMessage implements Hypothesis {

    @Override
    public String name() {
        return "poison message";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(DemandSurge.class, RateLimit.class, ErrorBurst.class, RetryStorm.class, CrashLoop.class, DataLoss.class, FailingDependency.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Share> one = scene.oneJob();
        Kind leading = scene.leading();
        if (one.isEmpty()) {
            to.add(Channel.GROUPS, -10, "no single job makes most of what fails", scene.overview().evidence());
            return;
        }
        Share share = one.get();
        to.add(
                Channel.GROUPS,
                20,
                Clues.figure(share.count()) + " failures since the onset are of one job, " + share.field() + "=" + Wording.head(share.value(), 60) + ": " + Math.round(100 * share.since()) + "%",
                null,
                share.evidence());
        to.cause(
                        "poison message: one job, "
                                + last(share.field())
                                + " "
                                + Wording.head(share.value(), 60)
                                + ", fails each time and is tried again and again"
                                + (leading == null ? "" : ", " + Clues.quoted(leading))
                                + Clues.since(scene.onset()))
                .since(scene.onset())
                .disprovedBy("other jobs failing in the same way once this one is set aside")
                .remedy("mitigate", "Take the job " + Wording.head(share.value(), 60) + " out of the queue and keep it apart")
                .remedy("fix", "Count the attempts of a job where they survive a restart, and move it to the dead letters after a few")
                .remedy("detect", "Alarm on for one job with more than five failures an hour");
    }

    private static String last(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }
}
