package dev.watchkeeper.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/// The folder of the state: there, ours, and nobody else's.
final class StateFolderProbe implements Probe {

    private static final Set<PosixFilePermission> OURS =
            Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    @Override
    public String name() {
        return "state";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        Path folder = installation.stateFolder();
        String what = folder.toString();
        if (!Files.isDirectory(folder)) {
            return List.of(
                    Observation.warn(
                            what,
                            "not there yet; the first check makes it",
                            installation.command("check")));
        }
        if (!Files.isWritable(folder)) {
            return List.of(
                    Observation.fail(
                            what,
                            "this user may not write there, so nothing can be remembered",
                            "sudo chown -R " + user() + " " + Quoted.word(folder)));
        }
        if (installation.state() == null) {
            return List.of(
                    Observation.warn(
                            what,
                            "holds no state yet; the first check makes it",
                            installation.command("check")));
        }
        try {
            if (!OURS.containsAll(Files.getPosixFilePermissions(folder))) {
                return List.of(
                        Observation.warn(
                                what,
                                "others may look into it, and it holds words from logs",
                                "chmod 700 " + Quoted.word(folder)));
            }
        } catch (IOException | UnsupportedOperationException e) {
            return List.of(Observation.cannotTell(what, "its mode cannot be looked at", null));
        }
        return List.of(Observation.ok(what, "opens, can be written, and is closed to others"));
    }

    private static String user() {
        return ProcessHandle.current().info().user().orElse("USER");
    }
}
