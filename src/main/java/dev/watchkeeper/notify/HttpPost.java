package dev.watchkeeper.notify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One POST of JSON to a fixed address. No redirect is followed, for it would carry the token and
/// the message to where a stranger points. What is said of a failure names the host alone: the path
/// of a webhook is its password.
final class HttpPost {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final URI address;
    private final InstantSource clock;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    HttpPost(URI address, InstantSource clock) {
        this.address = address;
        this.clock = clock;
    }

    /// The part of an address that may be shown.
    static String shown(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + "/…";
    }

    /// What is wrong with an address from tools.yaml, or null.
    static @Nullable String problem(URI address) {
        String scheme = address.getScheme();
        if (scheme == null
                || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
            return "must begin with https:// or http://";
        }
        if (address.getHost() == null) {
            return "must name a host";
        }
        return address.getRawUserInfo() == null ? null : "must not hold a user or password";
    }

    Delivery send(String json, Map<String, String> headers) {
        String host = address.getHost();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        try {
            HttpResponse<Void> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.discarding());
            return judged(answer, host);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Delivery.Retry(null, "sending to " + host + " was interrupted");
        } catch (HttpTimeoutException silent) {
            return new Delivery.Retry(
                    null, host + " did not answer in " + ANSWER.toSeconds() + " s");
        } catch (IOException failed) {
            return new Delivery.Retry(null, reason(failed, host));
        }
    }

    private Delivery judged(HttpResponse<Void> answer, String host) {
        int status = answer.statusCode();
        String said = host + " answered " + status;
        if (status >= 200 && status < 300) {
            return new Delivery.Delivered();
        }
        if (status >= 300 && status < 400) {
            return new Delivery.Rejected(
                    said + ", a redirect, which is not followed; give the final address");
        }
        if (status == 401 || status == 403) {
            return new Delivery.Retry(null, said + ": the token or the address is not accepted");
        }
        if (status == 404) {
            return new Delivery.Retry(null, said + ": there is nothing at that address any more");
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return new Delivery.Retry(retryAfter(answer), said);
        }
        return new Delivery.Rejected(said);
    }

    /// How long to wait, from seconds (Discord gives fractions) or a date, at most six hours.
    private @Nullable Duration retryAfter(HttpResponse<Void> answer) {
        String value = answer.headers().firstValue("Retry-After").orElse("").strip();
        Duration wait;
        if (value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            wait = Duration.ofMillis((long) Math.ceil(Double.parseDouble(value) * 1000));
        } else {
            try {
                wait =
                        Duration.between(
                                clock.instant(),
                                ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                        .toInstant());
            } catch (DateTimeParseException neither) {
                return null;
            }
        }
        return wait.isNegative()
                ? Duration.ZERO
                : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /// What went wrong, as a clause that names the host alone.
    static String reason(IOException failed, String host) {
        return switch (failed) {
            case ConnectException refused when unresolved(refused) ->
                    "the name " + host + " cannot be resolved";
            case UnknownHostException _ -> "the name " + host + " cannot be resolved";
            case ConnectException _ -> host + " refused the connection or cannot be reached";
            case SSLException _ -> "no secure connection to " + host + " could be made";
            default -> "the connection to " + host + " broke";
        };
    }

    /// The client hides the real cause one or two levels down.
    private static boolean unresolved(Throwable failed) {
        Throwable cause = failed.getCause();
        return cause instanceof UnresolvedAddressException
                || (cause != null && cause.getCause() instanceof UnresolvedAddressException);
    }
}
