package dev.watchkeeper.cli;

import dev.watchkeeper.doctor.Accounts;
import dev.watchkeeper.doctor.OtherUser;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.workplace.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// This very command once more, as another user: what a file is to root says nothing of what it is
/// to the service.
///
/// @param name whose eyes are wanted
record AsUser(String name, Surroundings surroundings) {

    int run() {
        if (!"root".equals(ProcessHandle.current().info().user().orElse(""))) {
            throw new BadRequest(
                    "only root can look as another user; try: sudo watchkeeper doctor --user "
                            + name);
        }
        Accounts.Account account =
                Accounts.of(Path.of("/"), name)
                        .orElseThrow(() ->
                                new BadRequest(
                                        "there is no user "
                                                + name
                                                + " on this host (/etc/passwd)"));
        try {
            return OtherUser.run(
                    account,
                    command(),
                    environment(account),
                    surroundings.out(),
                    surroundings.err());
        } catch (IOException e) {
            throw new BadRequest(
                    "cannot look as " + name + ": setpriv (util-linux) is not on this host");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadRequest("interrupted while looking as " + name);
        }
    }

    /// How this process was started, without the option that brought us here.
    private static List<String> command() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        var words = new ArrayList<String>();
        words.add(info.command().orElseThrow(AsUser::unknown));
        String[] given = info.arguments().orElseThrow(AsUser::unknown);
        for (int i = 0; i < given.length; i++) {
            if (given[i].equals("--user")) {
                i++;
            } else if (!given[i].startsWith("--user=")) {
                words.add(given[i]);
            }
        }
        return words;
    }

    private static BadRequest unknown() {
        return new BadRequest(
                "how this program was started cannot be seen, so it cannot start again");
    }

    private Map<String, String> environment(Accounts.Account account) {
        var environment = new HashMap<>(surroundings.environment());
        environment.put("HOME", account.home());
        environment.put("USER", account.name());
        environment.put("LOGNAME", account.name());
        // folders of root, which the other may not enter
        environment.keySet().removeIf(key -> key.startsWith("XDG_"));
        return environment;
    }
}
