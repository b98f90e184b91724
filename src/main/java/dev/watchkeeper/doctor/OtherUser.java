package dev.watchkeeper.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs a command as another user of this host, with setpriv(1): no shell, no login, no capability
/// left.
public final class OtherUser {

    private OtherUser() {}

    /// Runs it to its end.
    ///
    /// @param environment of the command, in place of ours
    /// @param out where its output goes, and what it says
    /// @return its exit code
    /// @throws IOException when it cannot be started
    public static int run(
            Accounts.Account account,
            List<String> command,
            Map<String, String> environment,
            OutputStream out,
            OutputStream err)
            throws IOException, InterruptedException {
        var words =
                new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--reuid=" + account.uid(),
                                "--regid=" + account.gid(),
                                "--init-groups",
                                "--inh-caps=-all",
                                "--"));
        words.addAll(command);
        var builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        Thread said = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err));
        copy(process.getInputStream(), out);
        said.join();
        return process.waitFor();
    }

    private static void copy(InputStream from, OutputStream into) {
        try (from) {
            from.transferTo(into);
            into.flush();
        } catch (IOException e) {
            // It ended, or nobody reads any more: what there is to say stands in its exit code.
        }
    }
}
