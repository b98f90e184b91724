package dev.watchkeeper.access.oauth;

import dev.watchkeeper.access.KeySetLocation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where a key set (JWKS, RFC 7517) is read from, however large or slow what is there may be.
@FunctionalInterface
interface KeySource {

    /// The most bytes that are read. The sets of large providers have 20,000.
    int MOST_BYTES = 256 * 1024;

    /// The longest that reading takes, from the connection to the last byte.
    Duration LONGEST = Duration.ofSeconds(5);

    /// Reads the set.
    ///
    /// @throws IOException saying in our words why it cannot be read
    byte[] read() throws IOException;

    static KeySource of(KeySetLocation location) {
        return switch (location) {
            case KeySetLocation.Web(URI url) -> () -> fetch(url);
            case KeySetLocation.InFile(Path file) -> () -> load(file);
        };
    }

    private static byte[] load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is larger than 256 KB");
            }
            return bytes;
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        }
    }

    /// Follows no redirect: what is trusted is the address in tools.yaml and no other.
    private static byte[] fetch(URI url) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(LONGEST)
                        .header("Accept", "application/jwk-set+json, application/json")
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(LONGEST)
                        .build()) {
            try {
                // the request's own timeout ends with the head of the response
                HttpResponse<byte[]> response =
                        client.sendAsync(
                                        request,
                                        BodyHandlers.limiting(
                                                BodyHandlers.ofByteArray(), MOST_BYTES))
                                .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
                if (response.statusCode() != 200) {
                    throw new IOException("the answer was HTTP " + response.statusCode());
                }
                return response.body();
            } catch (ExecutionException e) {
                throw new IOException("it cannot be fetched, or is larger than 256 KB", e);
            } catch (TimeoutException e) {
                throw new IOException("it did not arrive in 5 seconds", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } finally {
                client.shutdownNow();
            }
        }
    }
}
