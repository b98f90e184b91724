package dev.watchkeeper.access.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The public keys of an identity provider, read when they are needed and again when they may have
/// changed. Thread-safe.
///
/// A key that is not known is looked for at the provider at most once a minute, so that nobody can
/// have us ask it as often as they send tokens. While the provider does not answer, the keys that
/// are known are good for an hour.
final class KeySet {

    /// After this long a key that was taken back is no longer trusted.
    static final Duration FRESH = Duration.ofMinutes(10);

    static final Duration STALE = Duration.ofHours(1);
    static final Duration BETWEEN_READS = Duration.ofMinutes(1);

    private static final int MOST_KEYS = 100;
    private static final int SHORTEST_RSA_BITS = 2_048;

    private final KeySource source;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile Keys known = new Keys(List.of(), Instant.EPOCH);
    private volatile Instant tried = Instant.EPOCH;
    private volatile @Nullable String problem;

    private record Keys(List<JWK> keys, Instant read) {}

    KeySet(KeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /// The key that a token's header means, or null. Of what the header says only the algorithm and
    /// the key's id are looked at: keys, certificates and URLs in it are the sender's own.
    @Nullable JWK find(@Nullable String id, JWSAlgorithm algorithm) {
        Instant now = clock.instant();
        // whose key is known need not wait for the provider while somebody else does
        if (isOlder(known.read(), FRESH, now) && reading.tryLock()) {
            try {
                readAgain(now);
            } finally {
                reading.unlock();
            }
        }
        JWK key = match(id, algorithm, now);
        if (key == null) {
            readAgain(now);
            key = match(id, algorithm, now);
        }
        return key;
    }

    /// Why the set cannot be read, as of the last try; null when it was read.
    @Nullable String problem() {
        return problem;
    }

    /// Reads the set unless that was just tried; whoever comes meanwhile waits for the outcome.
    void readAgain(Instant now) {
        reading.lock();
        try {
            if (!isOlder(tried, BETWEEN_READS, now)) {
                return;
            }
            tried = now;
            known = new Keys(parse(source.read()), now);
            problem = null;
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        } finally {
            reading.unlock();
        }
    }

    private @Nullable JWK match(@Nullable String id, JWSAlgorithm algorithm, Instant now) {
        Keys keys = known;
        if (isOlder(keys.read(), STALE, now)) {
            return null;
        }
        List<JWK> fitting =
                keys.keys().stream()
                        .filter(key -> id == null || id.equals(key.getKeyID()))
                        .filter(key -> fits(key, algorithm))
                        .toList();
        // without an id, trying one after the other would let a stranger choose how long it takes
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        return (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                && (key instanceof RSAKey) == JWSAlgorithm.Family.RSA.contains(algorithm);
    }

    /// Keys that are none, or not for signatures, or too weak, are passed over: others use the set
    /// too.
    private static List<JWK> parse(byte[] json) throws IOException {
        List<JWK> keys = new ArrayList<>();
        try {
            Map<String, Object>[] written =
                    JSONObjectUtils.getJSONObjectArray(
                            JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8)),
                            "keys");
            if (written == null || written.length > MOST_KEYS) {
                throw new IOException("it is no key set of at most 100 keys");
            }
            for (Map<String, Object> one : written) {
                JWK key = usable(one);
                if (key != null) {
                    keys.add(key);
                }
            }
        } catch (ParseException e) {
            throw new IOException("it is no key set (JWKS)", e);
        }
        if (keys.isEmpty()) {
            throw new IOException("no key in it is for signatures by RSA or elliptic curves");
        }
        return keys;
    }

    private static @Nullable JWK usable(Map<String, Object> written) {
        try {
            JWK key = JWK.parse(written).toPublicJWK();
            boolean strong =
                    key instanceof ECKey
                            || (key instanceof RSAKey rsa && rsa.size() >= SHORTEST_RSA_BITS);
            boolean forSignatures =
                    (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                            && (key.getKeyOperations() == null
                                    || key.getKeyOperations().contains(KeyOperation.VERIFY));
            return strong && forSignatures ? key : null;
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            return null;
        }
    }

    private static boolean isOlder(Instant time, Duration age, Instant now) {
        return !now.isBefore(time.plus(age));
    }
}
