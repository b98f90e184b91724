package dev.watchkeeper.investigate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The user's own login, lent to one run when there is no other credential: a copy of that file
/// alone, so that nothing else of the user's settings comes along.
final class Login implements AutoCloseable {

    private final Credential credential;
    private final @Nullable Path own;
    private final Path lent;
    private final byte[] content;

    private Login(Credential credential, @Nullable Path own, Path lent, byte[] content) {
        this.credential = credential;
        this.own = own;
        this.lent = lent;
        this.content = content;
    }

    static Login lend(Map<String, String> environment, Path home) throws IOException {
        Credential credential = Credential.of(environment);
        Path lent = home.resolve(".credentials.json");
        Path own =
                credential == Credential.LOGIN
                        ? Credential.loginFile(environment).orElse(null)
                        : null;
        if (own == null) {
            return new Login(credential, null, lent, new byte[0]);
        }
        byte[] content = Files.readAllBytes(own);
        RunFolder.write(lent, content);
        return new Login(credential, own, lent, content);
    }

    Credential credential() {
        return credential;
    }

    /// Takes the copy back. A login that was renewed during the run is renewed for the user as
    /// well, because the old one is void from then on; unless the user has renewed it meanwhile.
    @Override
    public void close() {
        if (own == null || !Files.isRegularFile(lent, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            byte[] now = Files.readAllBytes(lent);
            Files.delete(lent);
            if (now.length > 0
                    && !Arrays.equals(now, content)
                    && Arrays.equals(Files.readAllBytes(own), content)) {
                replace(own.toRealPath(), now);
            }
        } catch (IOException unwritable) {
            // The user logs in again: no reason to call a finished investigation a failure.
            return;
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path renewed = file.resolveSibling(file.getFileName() + ".watchkeeper");
        Files.deleteIfExists(renewed);
        RunFolder.write(renewed, content);
        Files.move(renewed, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
