package dev.watchkeeper.doctor;

import dev.watchkeeper.access.Token;
import dev.watchkeeper.access.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The bearer tokens: none that its client will soon be refused with.
final class TokensProbe implements Probe {

    private static final Duration SOON = Duration.ofDays(14);

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        if (installation.state() == null) {
            return List.of(Observation.ok("tokens", "none; they are needed for clients over HTTP"));
        }
        Instant now = installation.realTime().instant();
        var store = new TokenStore(installation.state(), installation.realTime(), Runnable::run);
        var seen = new ArrayList<Observation>();
        int good = 0;
        for (Token token : store.list()) {
            if (token.revoked() != null) {
                continue;
            }
            String rotate = installation.command("tokens rotate " + token.name());
            if (token.state(now) == Token.State.EXPIRED) {
                seen.add(
                        Observation.warn(
                                "token " + token.name(),
                                "expired "
                                        + Amounts.ago(
                                                token.expires() == null ? now : token.expires(),
                                                now),
                                rotate));
            } else if (token.expires() != null && token.expires().isBefore(now.plus(SOON))) {
                seen.add(
                        Observation.warn(
                                "token " + token.name(), "expires on " + token.expires(), rotate));
            } else {
                good++;
            }
        }
        if (good > 0 || seen.isEmpty()) {
            seen.addFirst(
                    Observation.ok(
                            "tokens",
                            good == 0
                                    ? "none; they are needed for clients over HTTP"
                                    : Amounts.counted(good, "token")
                                            + ", good for more than two weeks"));
        }
        return seen;
    }
}
