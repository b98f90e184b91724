package dev.watchkeeper.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The folders where applications usually keep what they write: those that were named, those of
/// services and volumes, and what lies below `/srv`, `/opt`, `/var/www`, `/home` and `/var/lib`.
final class UsualFolders implements Probe {

    private static final List<String> USUAL =
            List.of("/srv", "/opt", "/var/www", "/home", "/var/lib");

    /// What packages of the system keep below `/var/lib` for themselves.
    private static final Set<String> OF_THE_SYSTEM =
            Set.of(
                    "PackageKit",
                    "app-info",
                    "apt",
                    "aptitude",
                    "aspell",
                    "boltd",
                    "bluetooth",
                    "ca-certificates-java",
                    "cloud",
                    "colord",
                    "command-not-found",
                    "containerd",
                    "containers",
                    "dbus",
                    "dhcp",
                    "dictionaries-common",
                    "docker",
                    "dpkg",
                    "emacsen-common",
                    "flatpak",
                    "fwupd",
                    "gdm3",
                    "geoclue",
                    "git",
                    "initramfs-tools",
                    "ispell",
                    "landscape",
                    "logrotate",
                    "machines",
                    "man-db",
                    "misc",
                    "mlocate",
                    "NetworkManager",
                    "os-prober",
                    "packagekit",
                    "pam",
                    "plocate",
                    "polkit-1",
                    "portables",
                    "postgresql",
                    "private",
                    "python",
                    "redis",
                    "rpm",
                    "sgml-base",
                    "shells.state",
                    "shim-signed",
                    "snapd",
                    "sudo",
                    "swcatalog",
                    "systemd",
                    "tpm",
                    "ubuntu-advantage",
                    "ucf",
                    "udisks2",
                    "unattended-upgrades",
                    "update-manager",
                    "update-notifier",
                    "upower",
                    "usbutils",
                    "vim",
                    "watchkeeper",
                    "xkb",
                    "xml-core",
                    "yum",
                    "dnf");

    @Override
    public String what() {
        return "files";
    }

    @Override
    public void look(HostView host, Survey survey) {
        for (Service service : survey.services()) {
            Path folder = service.folder();
            // a service whose working folder is / works nowhere
            if (folder != null && folder.getNameCount() > host.root().getNameCount()) {
                survey.folder(folder, folder.toString());
            }
            for (Path output : service.outputs()) {
                Path above = output.getParent();
                if (above != null && !above.equals(host.at("/var/log"))) {
                    LogFiles.families(host, host.list(above), "output of " + service.name())
                            .stream()
                            .filter(family -> service.outputs().contains(family.path()))
                            .forEach(survey::log);
                }
            }
        }
        for (String usual : USUAL) {
            for (Path folder : host.folders(host.at(usual))) {
                boolean system =
                        usual.equals("/var/lib")
                                && OF_THE_SYSTEM.contains(String.valueOf(folder.getFileName()));
                if (!system) {
                    survey.folder(folder, folder.toString());
                }
            }
            // what lies there without a folder of its own
            files(host, survey, host.at(usual));
        }
        var walk = new FileWalk(host, survey);
        for (Path folder : List.copyOf(survey.folders().keySet())) {
            walk.walk(folder);
        }
        walk.report();
    }

    private static void files(HostView host, Survey survey, Path folder) {
        var files = new ArrayList<Path>();
        for (Path file : host.list(folder)) {
            if (Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                files.add(file);
                try {
                    SqliteHeader.read(file).ifPresent(survey::database);
                } catch (IOException e) {
                    host.deny(file);
                }
            }
        }
        LogFiles.families(host, files, "").forEach(survey::log);
    }
}
