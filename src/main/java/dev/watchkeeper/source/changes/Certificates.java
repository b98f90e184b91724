package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.lines.FileGlob;
import dev.watchkeeper.source.lines.WrittenFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Certificates: the first of each file, which was put into service when it was valid and the file
/// was written.
record Certificates(String stream, SourceContext context, List<String> paths)
        implements ChangePart {

    private static final int MOST_BYTES = 256 * 1024;

    @Override
    public Found find(TimeRange range, Deadline deadline) {
        var changes = new ArrayList<Change>();
        var remarks = new ArrayList<String>();
        long examined = 0;
        for (String path : paths) {
            try {
                for (WrittenFile file :
                        FileGlob.alone(context.name(), context.resolve(path)).written()) {
                    examined++;
                    Optional<Change> renewal = renewal(file);
                    if (renewal.isEmpty()) {
                        remarks.add("A file of " + path + " holds no certificate in PEM.");
                    }
                    renewal.filter(change -> range.contains(change.time())).ifPresent(changes::add);
                }
            } catch (SourceUnavailable e) {
                remarks.add(e.text());
            }
        }
        return new Found(changes, examined, true, remarks);
    }

    private Optional<Change> renewal(WrittenFile file) {
        try {
            var found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(file.head(MOST_BYTES)));
            if (!(found instanceof X509Certificate certificate)) {
                return Optional.empty();
            }
            Instant valid = certificate.getNotBefore().toInstant();
            // Authorities date back by an hour; who copies a file may keep an older time of it.
            Instant time = file.time().isAfter(valid) ? file.time() : valid;
            return Optional.of(
                    new Change(
                            stream,
                            FileWrites.ref(file.path()),
                            time,
                            ChangeKind.CERTIFICATE,
                            file.path().toString(),
                            null,
                            certificate.getSubjectX500Principal().getName()
                                    + ", valid from "
                                    + valid
                                    + " until "
                                    + certificate.getNotAfter().toInstant()));
        } catch (IOException | CertificateException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Change> change(String ref) {
        if (!ref.startsWith("file:")) {
            return Optional.empty();
        }
        for (String path : paths) {
            try {
                Optional<Change> found =
                        FileGlob.alone(context.name(), context.resolve(path)).written().stream()
                                .filter(file -> FileWrites.ref(file.path()).equals(ref))
                                .findFirst()
                                .flatMap(this::renewal);
                if (found.isPresent()) {
                    return found;
                }
            } catch (SourceUnavailable gone) {
                // It is not there.
            }
        }
        return Optional.empty();
    }
}
