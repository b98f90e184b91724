package dev.watchkeeper.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A file that joins the audit by its hash: the transcript of an investigation. The content of each
/// answer in it is in the receipts of the same session.
public final class KeptFile {

    private KeptFile() {}

    /// The event for a file that will not change any more.
    ///
    /// @param who who investigated, as the receipts have it
    /// @param run the id of the run
    /// @param stateFolder what its path is told from
    /// @throws IOException when it cannot be read
    public static AuditEvent of(String who, String run, Path stateFolder, Path file)
            throws IOException {
        MessageDigest digest = ChainLine.sha256();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
            }
        }
        return new AuditEvent.Kept(
                who,
                run,
                stateFolder.toAbsolutePath().relativize(file.toAbsolutePath()).toString(),
                HexFormat.of().formatHex(digest.digest()),
                bytes);
    }
}
