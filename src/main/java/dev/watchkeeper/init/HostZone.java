package dev.watchkeeper.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/// The zone of a host's local times: `/etc/timezone`, else where `/etc/localtime` leads, else UTC.
final class HostZone {

    private static final String ZONES = "/zoneinfo/";

    private HostZone() {}

    static ZoneId of(HostView host) {
        return host.text(host.at("/etc/timezone"))
                .map(String::strip)
                .flatMap(HostZone::zone)
                .or(() -> linked(host.at("/etc/localtime")))
                .orElse(ZoneId.of("UTC"));
    }

    private static Optional<ZoneId> linked(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            int at = target.indexOf(ZONES);
            return at < 0 ? Optional.empty() : zone(target.substring(at + ZONES.length()));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name.startsWith("Etc/UTC") ? "UTC" : name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
