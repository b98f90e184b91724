package dev.watchkeeper.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The certificate that `serve --http` is given in its unit: how long it is good yet.
final class CertificateProbe implements Probe {

    private static final Pattern OPTION = Pattern.compile("--tls-cert[= ](\\S+)");
    private static final Duration SOON = Duration.ofDays(14);

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        return Units.text(installation, "watchkeeper.service")
                .map(OPTION::matcher)
                .filter(Matcher::find)
                .map(match -> List.of(of(installation, Path.of(match.group(1)))))
                .orElse(List.of());
    }

    private static Observation of(Installation installation, Path file) {
        String what = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            Instant end =
                    ((X509Certificate)
                                    CertificateFactory.getInstance("X.509").generateCertificate(in))
                            .getNotAfter()
                            .toInstant();
            Instant now = installation.realTime().instant();
            if (end.isBefore(now)) {
                return Observation.fail(what, "expired " + Amounts.ago(end, now), "certbot renew");
            }
            return end.isBefore(now.plus(SOON))
                    ? Observation.warn(what, "expires on " + end, "certbot renew")
                    : Observation.ok(what, "good until " + end);
        } catch (CertificateException e) {
            return Observation.fail(
                    what,
                    "holds no certificate in PEM form",
                    "openssl x509 -in " + Quoted.word(file));
        } catch (IOException e) {
            return Observation.fail(what, "this user cannot read it", "ls -l " + Quoted.word(file));
        }
    }
}
