package dev.watchkeeper.scenario;

import dev.watchkeeper.scenario.Knobs.Reply;
import java.util.List;

/// What others do to the service.
final class UpstreamFaults {

    static final List<Scenario> ALL =
            List.of(
                    new Scenario("upstream-slow", 60, UpstreamFaults::slow),
                    new Scenario("upstream-fails", 40, UpstreamFaults::fails),
                    new Scenario("certificate-expired", 40, UpstreamFaults::certificate),
                    new Scenario("name-resolution-fails", 40, UpstreamFaults::names),
                    new Scenario("api-key-revoked", 40, UpstreamFaults::key));

    private UpstreamFaults() {}

    private static Truth slow(Plant plant, long at, Draw draw) {
        double times = draw.between(7.0, 10.0);
        plant.knobs.upstream =
                (t, _, d) ->
                        t > at
                                ? new Reply(200, Math.min(9_800, d.skewed(900 * times, 0.3)), "")
                                : null;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 18 * Season.MINUTE);
        RedHerrings.goneClients(plant, at + 8 * Season.MINUTE);
        return Truth.of(at, at)
                .within(50)
                .cause(plant.words.upstream(), "slow|latency|longer|took|duration|takes|ms| s ")
                .innocent(innocent)
                .changes(plant.words.upstream(), plant.words.called());
    }

    private static Truth fails(Plant plant, long at, Draw draw) {
        double share = draw.between(0.5, 0.9);
        return failing(
                        plant,
                        at,
                        share,
                        503,
                        plant.words.upstream() + " returned 503 Service Unavailable")
                .cause(plant.words.upstream(), "50\\d|outage|unavailable|fail|error");
    }

    private static Truth certificate(Plant plant, long at, Draw draw) {
        return failing(
                        plant,
                        at,
                        1,
                        0,
                        "certificate verify failed: certificate of "
                                + plant.words.upstream()
                                + " has expired")
                .cause("certificate", "expired");
    }

    private static Truth names(Plant plant, long at, Draw draw) {
        double share = draw.between(0.6, 1.0);
        return failing(
                        plant,
                        at,
                        share,
                        0,
                        "cannot resolve "
                                + plant.words.upstream()
                                + ": Temporary failure in name resolution")
                .cause("name resolution|dns|resolv");
    }

    private static Truth key(Plant plant, long at, Draw draw) {
        return failing(
                        plant,
                        at,
                        1,
                        401,
                        plant.words.upstream() + " returned 401 Unauthorized: key is not valid")
                .cause(plant.words.upstream(), "401|unauthori|key");
    }

    private static Truth failing(Plant plant, long at, double share, int status, String text) {
        plant.knobs.upstream =
                (t, _, d) ->
                        t > at && d.chance(share)
                                ? new Reply(status, d.between(15.0, 400), text)
                                : null;
        String innocent = RedHerrings.deploy(plant, plant.front, at - 21 * Season.MINUTE);
        String other = RedHerrings.deploy(plant, plant.biller, at - 5 * Season.MINUTE);
        RedHerrings.goneClients(plant, at - 15 * Season.MINUTE);
        return Truth.of(at, at)
                .innocent(innocent, other)
                .changes(
                        plant.words.upstream(),
                        plant.words.refused(),
                        status == 0 ? plant.words.refused() : plant.words.status() + "=" + status,
                        java.util.regex.Pattern.quote(text));
    }
}
