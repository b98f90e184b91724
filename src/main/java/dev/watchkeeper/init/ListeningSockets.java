package dev.watchkeeper.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Who listens on which port, as `/proc/net/tcp` and the open files of processes tell (proc(5)).
final class ListeningSockets implements Probe {

    private static final Pattern PROCESS = Pattern.compile("\\d+");
    private static final String LISTEN = "0A";
    private static final int MOST_SHOWN = 40;

    @Override
    public String what() {
        return "listening services";
    }

    @Override
    public void look(HostView host, Survey survey) {
        Map<String, String> sockets = new HashMap<>();
        read(host, "/proc/net/tcp", sockets);
        read(host, "/proc/net/tcp6", sockets);
        if (sockets.isEmpty()) {
            return;
        }
        Map<String, String> names = names(host, sockets);
        Map<String, String> lines = new TreeMap<>();
        sockets.forEach((inode, address) ->
                lines.merge(
                        address,
                        names.getOrDefault(inode, "a process of another user"),
                        (one, other) -> one.equals(other) ? one : one + ", " + other));
        var shown = new ArrayList<String>();
        lines.forEach((address, name) -> shown.add(address + "  " + name));
        List<String> most = shown.subList(0, Math.min(MOST_SHOWN, shown.size()));
        survey.sighting(new Sighting("Listening on this host", List.copyOf(most)));
    }

    private static void read(HostView host, String file, Map<String, String> sockets) {
        host.text(host.at(file)).stream()
                .flatMap(String::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(parts -> parts.length > 9 && parts[3].equals(LISTEN))
                .forEach(parts -> sockets.put(parts[9], address(parts[1])));
    }

    /// Such as `0100007F:1F90`: the bytes of an IPv4 address from the last to the first, and a
    /// port.
    private static String address(String hex) {
        int colon = hex.indexOf(':');
        try {
            int port = Integer.parseInt(hex.substring(colon + 1), 16);
            String ip = hex.substring(0, colon);
            if (ip.matches("0+")) {
                return "every address, port " + port;
            }
            boolean loopback = (ip.endsWith("7F") && ip.length() == 8) || ip.endsWith("0001000000");
            return (loopback || ip.equals("00000000000000000000000001000000")
                            ? "loopback, port "
                            : "one address, port ")
                    + port;
        } catch (NumberFormatException e) {
            return "port " + hex.substring(colon + 1);
        }
    }

    private static Map<String, String> names(HostView host, Map<String, String> sockets) {
        Map<String, String> names = new HashMap<>();
        for (Path process : host.folders(host.at("/proc"))) {
            if (!PROCESS.matcher(String.valueOf(process.getFileName())).matches()) {
                continue;
            }
            try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
                for (Path file : files) {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        String inode = target.substring(8, target.length() - 1);
                        if (sockets.containsKey(inode)) {
                            names.put(
                                    inode, host.text(process.resolve("comm")).orElse("?").strip());
                        }
                    }
                }
            } catch (IOException | java.nio.file.DirectoryIteratorException e) {
                // A process of somebody else, or one that ended: its name stays unknown.
            }
        }
        return names;
    }
}
