package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A process or the host has as many files, sockets, threads or ports open as it may.
///
/// The words are those of errno(3) (EMFILE, ENFILE, EAGAIN of fork, EADDRNOTAVAIL, ENOBUFS) and of
/// the usual runtimes.
final class ProcessLimit implements Hypothesis {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)too many open files|\\bEMFILE\\b|\\bENFILE\\b|file table overflow|open files limit|file descriptors?\\b.{0,30}(exhaust|limit|leak|out of|used)|"
                            + "out of file descriptors|can('t|not) (start|create) (a )?(new )?(native )?thread|unable to create (new )?(native )?thread|"
                            + "fork: (retry|resource|cannot)|(fork|clone|thread|process)\\w*.{0,60}resource temporarily unavailable|max(imum)? user processes|inotify watch|"
                            + "(can('t|not)|could not) assign requested address|EADDRNOTAVAIL|no buffer space|ENOBUFS|ulimit|nofile");

    @Override
    public String name() {
        return "limit of a process reached";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                ErrorBurst.class,
                FailingDependency.class,
                NameResolution.class,
                Credentials.class,
                PoolExhausted.class,
                CrashLoop.class,
                LostWorker.class,
                DeadLoop.class,
                RetryStorm.class,
                DataLoss.class,
                StalePipeline.class,
                DatabaseLocked.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> said =
                Clues.said(
                        scene,
                        to,
                        WORDS,
                        18,
                        "that a process has as many files, sockets or threads open as it may");
        if (said.isEmpty()) {
            to.add(
                    Channel.WORDS,
                    -10,
                    "no entry speaks of files, sockets or threads that could not be opened",
                    scene.overview().evidence());
            return;
        }
        Kind kind = said.get();
        to.cause(
                        "a process has as many files, sockets or threads open as it may (file descriptors): "
                                + Clues.quoted(kind)
                                + " in "
                                + Clues.where(scene, kind)
                                + Clues.alone(scene, kind)
                                + Clues.since(kind.first()))
                .since(kind.first())
                .disprovedBy(
                        "ls /proc/PID/fd | wc -l of that process staying far below its limit in /proc/PID/limits while the errors go on")
                .remedy(
                        "mitigate",
                        "Restart the process behind "
                                + Clues.where(scene, kind)
                                + ", which closes what it holds; see with ls -l /proc/PID/fd what there is most of")
                .remedy(
                        "fix",
                        "Close what is opened for each request or job (files, connections, clients), and raise LimitNOFILE of the unit only if it needs more when nothing leaks")
                .remedy(
                        "detect",
                        "Warn when a process has more than four fifths of its open files limit in use");
    }
}
