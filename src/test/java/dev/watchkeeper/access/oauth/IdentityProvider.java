package dev.watchkeeper.access.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An identity provider on loopback: signs access tokens, changes its keys, and serves them (RFC
/// 7517) with its metadata (RFC 8414) over real HTTP.
public final class IdentityProvider implements AutoCloseable {

    public static final String AUDIENCE = "https://ops.example.org/mcp";

    /// Made once: a key takes a tenth of a second.
    private static final List<RSAKey> KEYS = List.of(key("first"), key("second"));

    private final HttpServer server;
    private final InstantSource clock;
    private final AtomicInteger asked = new AtomicInteger();
    private final List<RSAKey> published = new ArrayList<>(List.of(KEYS.getFirst()));
    private volatile RSAKey signing = KEYS.getFirst();
    private volatile @Nullable Answering answering;

    /// What it does instead of giving its keys.
    @FunctionalInterface
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    public IdentityProvider(InstantSource clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/jwks", this::giveKeys);
        server.createContext(
                "/.well-known/oauth-authorization-server",
                exchange ->
                        give(exchange, 200, JsonMapper.shared().writeValueAsString(metadata())));
        server.start();
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public URI jwks() {
        return issuer().resolve("/jwks");
    }

    /// How often its keys were asked for.
    public int asked() {
        return asked.get();
    }

    /// A good token.
    public String token(String subject, String scope) {
        return sign(claims(subject, scope));
    }

    /// The claims of a good token, to be changed.
    public Map<String, Object> claims(String subject, String scope) {
        Instant now = clock.instant();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer().toString());
        claims.put("sub", subject);
        claims.put("aud", AUDIENCE);
        claims.put("exp", now.getEpochSecond() + 300);
        claims.put("iat", now.getEpochSecond());
        claims.put("jti", "one");
        claims.put("client_id", "claude-code");
        claims.put("scope", scope);
        return claims;
    }

    /// The claims of a good token, as they are signed.
    public String claimsText(String subject, String scope) {
        return JsonMapper.shared().writeValueAsString(claims(subject, scope));
    }

    /// A token of these claims.
    public String sign(Map<String, Object> claims) {
        return sign(header().build(), JsonMapper.shared().writeValueAsString(claims));
    }

    /// The head of a good token, to be changed.
    public JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(signing.getKeyID());
    }

    /// A token of this head and text, signed by the key of the day.
    public String sign(JWSHeader header, String claims) {
        return sign(header, claims, signing);
    }

    /// A token of this head and text, signed by that key.
    public static String sign(JWSHeader header, String claims, RSAKey key) {
        try {
            var jws = new JWSObject(header, new Payload(claims));
            jws.sign(new RSASSASigner(key));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The key that it signs with today.
    public RSAKey signingKey() {
        return signing;
    }

    /// Signs with another key from now on; the old one is published no more.
    public void rotate() {
        signing = signing.equals(KEYS.getFirst()) ? KEYS.getLast() : KEYS.getFirst();
        published.clear();
        published.add(signing);
    }

    /// Publishes the keys of the day with others.
    public void publish(RSAKey... more) {
        published.addAll(List.of(more));
    }

    /// Answers otherwise when it is asked for its keys.
    public void answering(@Nullable Answering otherwise) {
        answering = otherwise;
    }

    public static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The keys as they are published.
    public String keySet() {
        return new JWKSet(List.copyOf(published)).toString();
    }

    private Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("issuer", issuer().toString());
        metadata.put("jwks_uri", jwks().toString());
        metadata.put("authorization_endpoint", issuer().resolve("/authorize").toString());
        metadata.put("token_endpoint", issuer().resolve("/token").toString());
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        return metadata;
    }

    private void giveKeys(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        Answering otherwise = answering;
        if (otherwise == null) {
            give(exchange, 200, keySet());
        } else {
            otherwise.answer(exchange);
        }
    }

    /// Gives an answer and ends the exchange.
    public static void give(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
