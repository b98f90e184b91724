package dev.watchkeeper.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells a dead man's switch of one run: that it began, and that it went well or failed. A signal
/// is a GET without content, as healthchecks.io, Uptime Kuma and their like take it; it says
/// nothing but that we live.
///
/// The first signal goes out beside the work, and the last one takes ten seconds at most, so no run
/// is ever held up longer. What is not heard is a note and no failure: the switch raises the alarm.
public final class Heartbeat {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final URI address;
    private final HeartbeatConfig.Signals signals;
    private final Duration longest;
    private final Consumer<String> problem;
    private @Nullable CompletableFuture<Boolean> started;

    Heartbeat(
            URI address,
            HeartbeatConfig.Signals signals,
            Duration longest,
            Consumer<String> problem) {
        this.address = address;
        this.signals = signals;
        this.longest = longest;
        this.problem = problem;
    }

    /// That of a command, or empty when nobody wants to hear of it.
    ///
    /// @param problem told what was not heard, as a sentence without the address
    public static Optional<Heartbeat> of(
            @Nullable HeartbeatConfig config, String command, Consumer<String> problem) {
        URI address = config == null ? null : config.of(command);
        return config == null || address == null
                ? Optional.empty()
                : Optional.of(new Heartbeat(address, config.signals(), LONGEST, problem));
    }

    /// It begins. Returns at once.
    public void start() {
        if (signals == HeartbeatConfig.Signals.ALL) {
            var heard = new CompletableFuture<Boolean>();
            started = heard;
            Thread.ofVirtual()
                    .name("heartbeat")
                    .start(() -> {
                        ping("/start", longest);
                        heard.complete(true);
                    });
        }
    }

    /// It ended well.
    public void success() {
        end("");
    }

    /// It failed.
    public void failure() {
        if (signals == HeartbeatConfig.Signals.ALL) {
            end("/fail");
        }
    }

    private void end(String suffix) {
        long end = System.nanoTime() + longest.toNanos();
        CompletableFuture<Boolean> first = started;
        if (first != null) {
            try {
                // the other side measures from the one to the other
                first.get(longest.toNanos() / 2, TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // that it was not heard is said by itself
                started = null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        ping(suffix, Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
    }

    private void ping(String suffix, Duration time) {
        String host = address.getHost();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(time)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            HttpRequest request = HttpRequest.newBuilder(with(suffix)).timeout(time).GET().build();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 200 || status >= 300) {
                problem.accept("the heartbeat was not taken: " + host + " answered " + status);
            }
        } catch (HttpTimeoutException silent) {
            problem.accept("the heartbeat was not heard: " + host + " did not answer in time");
        } catch (IOException failed) {
            problem.accept("the heartbeat was not heard: " + HttpPost.reason(failed, host));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The address with a suffix to its path, before any query.
    private URI with(String suffix) {
        String text = address.toString();
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        String rest = query < 0 ? "" : text.substring(query);
        return URI.create(path.replaceAll("/+$", suffix.isEmpty() ? "$0" : "") + suffix + rest);
    }
}
