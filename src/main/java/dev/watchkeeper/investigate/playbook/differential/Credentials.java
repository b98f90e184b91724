package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A certificate, key or token is not accepted any more.
final class Credentials implements Hypothesis {

    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "(?i)certificate|x509|CERT_|SSL(Error|V3|_)|TLS (handshake|alert)|handshake fail|cert(s)? (has |have )?expired");
    private static final Pattern REFUSED =
            Pattern.compile(
                    "(?i)\\b40[13]\\b|unauthori[sz]ed|forbidden|invalid[ _](api[ _])?(key|token|grant|credential|signature)|"
                            + "(key|token|password|secret|credentials?)\\b.{0,40}\\b(expired|revoked|refused|rejected|invalid|not valid|does not match|denied)|"
                            + "authentication fail|access denied|permission denied|login failed|signature (mismatch|expired)");

    @Override
    public String name() {
        return "certificate or credential not accepted";
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(
                FailingDependency.class,
                ErrorBurst.class,
                RetryStorm.class,
                SlowDependency.class,
                LostWorker.class,
                CrashLoop.class,
                DataLoss.class,
                DeadLoop.class,
                SlowProcessing.class,
                StalePipeline.class,
                NothingArrives.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Optional<Kind> certificate =
                Clues.said(scene, to, CERTIFICATE, 18, "that a certificate is not accepted");
        Optional<Kind> said =
                certificate.isPresent()
                        ? certificate
                        : Clues.said(
                                scene, to, REFUSED, 16, "that a key, token or login is refused");
        if (said.isEmpty()) {
            to.add(
                    Channel.WORDS,
                    -10,
                    "no entry speaks of a certificate, key, token or login",
                    scene.overview().evidence());
            return;
        }
        Kind kind = said.get();
        boolean expired = kind.words().matches("(?is).*expired.*");
        String whom = Clues.named(scene, kind.words());
        to.cause(
                        (certificate.isPresent()
                                        ? "certificate " + (expired ? "expired" : "not accepted")
                                        : "credential (key, token or login) "
                                                + (expired ? "expired" : "refused"))
                                + (whom.isEmpty() ? "" : " in calls to " + whom)
                                + ": "
                                + Clues.quoted(kind)
                                + Clues.alone(scene, kind)
                                + Clues.since(scene.onset()))
                .since(kind.first())
                .disprovedBy(
                        "the same call succeeding with the same credential, or a certificate whose dates are valid (openssl x509 -dates)");
        if (certificate.isPresent()) {
            to.remedy(
                            "mitigate",
                            "Print the dates of the certificate with openssl s_client -connect HOST:443 | openssl x509 -noout -dates, and renew it or ask its owner to")
                    .remedy(
                            "detect",
                            "Alarm on the days that the certificate has left, and warn two weeks before its end");
        } else {
            to.remedy(
                            "mitigate",
                            "Make a new key or token"
                                    + (whom.isEmpty() ? "" : " for " + whom)
                                    + ", put it into the service's settings and restart it")
                    .remedy(
                            "prevent",
                            "Write down when keys end and who may revoke them, and rotate them before");
        }
    }
}
