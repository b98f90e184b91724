package dev.watchkeeper.mcp;

import dev.watchkeeper.model.BadRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/// The server's certificate, read again when its files change. New connections get the new one; a
/// new pair that cannot be used leaves the old one in place, and the log says so.
final class Certificate {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final HttpSettings.Tls files;
    private final PrintStream log;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private List<Stamp> used;
    private List<Stamp> broken = List.of();

    /// @throws BadRequest when it cannot be used
    Certificate(HttpSettings.Tls files, PrintStream log) {
        this.files = files;
        this.log = log;
        // Before reading: what changes meanwhile is then seen as changed.
        this.used = stamps();
        configure(PemFiles.load(files));
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setRenegotiationAllowed(false);
    }

    SslContextFactory.Server context() {
        return context;
    }

    /// Looks every few seconds, for as long as the scheduler runs.
    void watch(Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    renew();
                    watch(scheduler);
                },
                BETWEEN_LOOKS.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /// Takes the files if they changed. Both are replaced in a renewal, not at the same moment: a
    /// pair that cannot be used is complained of only when it is still the same at the next look.
    synchronized void renew() {
        List<Stamp> now = stamps();
        if (now.equals(used)) {
            return;
        }
        try {
            KeyStore renewed = PemFiles.load(files);
            context.reload(factory -> configure(renewed));
            used = now;
            say("the certificate was renewed from " + files.certificate());
        } catch (BadRequest e) {
            if (now.equals(broken)) {
                used = now;
                say("the old certificate stays in use: " + e.text());
            }
            broken = now;
        } catch (Exception e) {
            used = now;
            say("the old certificate stays in use: the new one was not accepted");
        }
    }

    private void configure(KeyStore store) {
        context.setKeyStore(store);
        context.setKeyStorePassword("");
    }

    private void say(String text) {
        log.println("watchkeeper: " + text);
    }

    private List<Stamp> stamps() {
        return List.of(Stamp.of(files.certificate()), Stamp.of(files.key()));
    }

    /// By which a changed file is noticed; a link is that to which it points.
    private record Stamp(String file, long size, FileTime changed) {

        static Stamp of(Path path) {
            try {
                return new Stamp(
                        path.toRealPath().toString(),
                        Files.size(path),
                        Files.getLastModifiedTime(path));
            } catch (IOException e) {
                return new Stamp("", -1, FileTime.fromMillis(0));
            }
        }
    }
}
