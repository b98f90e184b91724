package dev.watchkeeper.doctor;

import java.util.List;

/// For whom all the rest holds: the user that looks.
final class UserProbe implements Probe {

    @Override
    public String name() {
        return "user";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        String user = ProcessHandle.current().info().user().orElse("unknown");
        boolean service = Accounts.of(installation.root(), Accounts.SERVICE_USER).isPresent();
        if (user.equals(Accounts.SERVICE_USER)) {
            return List.of(Observation.ok("user", user + ", as the service"));
        }
        if (service) {
            String again = installation.command("doctor --user " + Accounts.SERVICE_USER);
            return List.of(
                    Observation.warn(
                            "user",
                            "all that follows was looked at as "
                                    + user
                                    + ", and the service runs as "
                                    + Accounts.SERVICE_USER,
                            user.equals("root") ? again : "sudo " + again));
        }
        return List.of(
                user.equals("root")
                        ? Observation.warn(
                                "user",
                                "all that follows was looked at as root, who may read everything",
                                installation.command("doctor --user NAME")
                                        + " # the user that the watch will run as")
                        : Observation.ok("user", "all that follows was looked at as " + user));
    }
}
