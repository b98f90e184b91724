package dev.watchkeeper.doctor;

import dev.watchkeeper.model.Severity;
import dev.watchkeeper.notify.ConsoleNotifier;
import dev.watchkeeper.notify.Delivery;
import dev.watchkeeper.notify.DiscordNotifier;
import dev.watchkeeper.notify.Notification;
import dev.watchkeeper.notify.NotifierConfig;
import dev.watchkeeper.notify.NtfyNotifier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every channel: whether its address can be reached, and with `--send` whether a message arrives.
final class NotificationProbe implements Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Override
    public String name() {
        return "notification";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        var seen = new ArrayList<Observation>();
        boolean person = false;
        for (Map.Entry<String, NotifierConfig> channel :
                installation.configuration().notifiers().entrySet()) {
            boolean console = channel.getValue() instanceof ConsoleNotifier.Config;
            person |= !console;
            if (!console) {
                seen.add(
                        installation.wishes().send()
                                ? sent(installation, channel.getKey(), channel.getValue())
                                : reached(installation, channel.getKey(), channel.getValue()));
            }
        }
        if (!person) {
            seen.add(
                    Observation.warn(
                            "notify",
                            installation.configuration().notifiers().isEmpty()
                                    ? "no channel is declared, so nobody is told of anything"
                                    : "only the console is told, which nobody reads at night",
                            "add to "
                                    + installation.file()
                                    + " under notify:   phone: {type: ntfy, url: \"${NTFY_URL}\"}"));
        }
        return seen;
    }

    private static Observation reached(
            Installation installation, String name, NotifierConfig config) {
        URI url = address(config);
        String what = "channel " + name;
        if (url == null) {
            return Observation.cannotTell(
                    what, config + "; try it with --send", installation.command("doctor --send"));
        }
        int port = url.getPort() > 0 ? url.getPort() : "http".equals(url.getScheme()) ? 80 : 443;
        try (var socket = new Socket()) {
            var address = new InetSocketAddress(url.getHost(), port);
            if (address.isUnresolved()) {
                return Observation.fail(
                        what,
                        "the name " + url.getHost() + " is not known to this host's DNS",
                        "getent hosts " + Quoted.word(url.getHost()));
            }
            socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
            return Observation.ok(
                    what,
                    config
                            + "; "
                            + url.getHost()
                            + " can be reached. Whether a message arrives, --send tells");
        } catch (IOException e) {
            return Observation.fail(
                    what,
                    url.getHost() + " port " + port + " cannot be reached from here",
                    "curl -sS -o /dev/null -w '%{http_code}\\n' "
                            + url.getScheme()
                            + "://"
                            + url.getHost()
                            + (url.getPort() > 0 ? ":" + port : "")
                            + "/");
        }
    }

    private static @Nullable URI address(NotifierConfig config) {
        return switch (config) {
            case NtfyNotifier.Config ntfy -> ntfy.url();
            case DiscordNotifier.Config discord -> discord.url();
            default -> null;
        };
    }

    private static Observation sent(Installation installation, String name, NotifierConfig config) {
        String what = "channel " + name;
        var now = installation.realTime().instant();
        var message =
                new Notification(
                        "doctor-" + now.toEpochMilli(),
                        Notification.Kind.SERVICE,
                        "doctor",
                        Severity.SEV4,
                        "Watchkeeper: a test message",
                        List.of(
                                "watchkeeper doctor --send sent this. Nothing is wrong, and nothing is to be done."),
                        null,
                        now);
        Delivery delivery =
                config.open(
                                new NotifierConfig.Context(
                                        name, new StringBuilder(), installation.realTime()))
                        .send(message);
        return switch (delivery) {
            case Delivery.Delivered() ->
                    Observation.ok(what, "took a test message; look whether it arrived");
            case Delivery.Retry(_, String reason) ->
                    Observation.fail(
                            what, reason, "try again: " + installation.command("doctor --send"));
            case Delivery.Rejected(String reason) ->
                    Observation.fail(
                            what, reason, "correct notify." + name + " in " + installation.file());
        };
    }
}
