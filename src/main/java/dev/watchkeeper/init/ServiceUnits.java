package dev.watchkeeper.init;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The services that somebody set up here: units in `/etc/systemd/system`, and those of packages
/// that work in a folder of an application.
final class ServiceUnits implements Probe {

    private static final List<String> PACKAGED =
            List.of(
                    "/usr/local/lib/systemd/system",
                    "/usr/lib/systemd/system",
                    "/lib/systemd/system");
    private static final List<String> OF_APPLICATIONS =
            List.of("/srv", "/opt", "/home", "/var/www");

    @Override
    public String what() {
        return "systemd units";
    }

    @Override
    public void look(HostView host, Survey survey) {
        Set<String> seen = new HashSet<>();
        for (Path unit : units(host, "/etc/systemd/system")) {
            add(host, survey, seen, unit, true);
        }
        for (String folder : PACKAGED) {
            for (Path unit : units(host, folder)) {
                add(host, survey, seen, unit, false);
            }
        }
    }

    /// Links are what `systemctl enable` and aliases leave; what they lead to is seen by itself.
    private static List<Path> units(HostView host, String folder) {
        return host.list(host.at(folder)).stream()
                .filter(file -> file.toString().endsWith(".service"))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private static void add(
            HostView host, Survey survey, Set<String> seen, Path unit, boolean ours) {
        String name = String.valueOf(unit.getFileName());
        if (name.startsWith("watchkeeper") || !seen.add(name)) {
            return;
        }
        host.text(unit)
                .map(text -> service(host, name, unit, text))
                .filter(service -> ours || ofApplication(host, service))
                .ifPresent(survey::service);
    }

    private static boolean ofApplication(HostView host, Service service) {
        Path folder = service.folder();
        return folder != null
                && OF_APPLICATIONS.stream().anyMatch(place -> folder.startsWith(host.at(place)));
    }

    private static Service service(HostView host, String name, Path unit, String text) {
        Path folder = null;
        String user = null;
        String command = "";
        var outputs = new ArrayList<Path>();
        for (String line : text.replace("\\\n", " ").lines().toList()) {
            int equals = line.indexOf('=');
            if (equals < 1 || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            String value = line.substring(equals + 1).strip();
            switch (line.substring(0, equals).strip()) {
                case "WorkingDirectory" -> {
                    String path = value.startsWith("-") ? value.substring(1) : value;
                    if (path.startsWith("/") && !path.contains("%")) {
                        folder = host.at(path);
                    }
                }
                case "User" -> user = value;
                case "ExecStart" -> command = command.isEmpty() ? value : command;
                case "StandardOutput", "StandardError" -> {
                    int colon = value.indexOf(':');
                    if (value.matches("(?:append|file|truncate):/[^%]+")) {
                        Path output = host.at(value.substring(colon + 1));
                        if (!outputs.contains(output)) {
                            outputs.add(output);
                        }
                    }
                }
                default -> {}
            }
        }
        return new Service(name, unit, folder, user, command, List.copyOf(outputs));
    }
}
