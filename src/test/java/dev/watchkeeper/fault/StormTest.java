package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.SmallWorld;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Far more goes wrong than anybody could look at.
@Tag("slow")
final class StormTest {

    private static final Instant NOW = SmallWorld.NOW;
    private static final String[] WHO = {
        "ledger", "mixer", "gateway", "archive", "renderer", "mailer", "indexer", "billing",
        "scheduler", "uploader", "crawler", "notary", "balancer", "importer", "exporter"
    };
    private static final String[] DID = {
        "rejected", "dropped", "lost", "forgot", "doubled", "corrupted", "delayed", "blocked",
        "refused", "leaked", "truncated", "misplaced", "exhausted", "locked"
    };
    private static final String[] WHAT = {
        "voices", "charges", "pages", "sessions", "covers", "chapters", "letters", "coupons",
        "profiles", "playlists", "bookmarks", "receipts"
    };

    @TempDir Path folder;

    @Test
    void aStormStaysInsideTheBudgetAndEverythingIsTold() throws Exception {
        try (Scene scene = new Scene(folder, Scene.RULES)) {
            int kinds = 0;
            for (int round = 0; round < 6; round++) {
                Instant now = NOW.plus(Duration.ofMinutes(10L * round));
                for (int i = 0; i < 400; i++, kinds++) {
                    String message =
                            WHO[kinds % WHO.length]
                                    + " "
                                    + DID[kinds / WHO.length % DID.length]
                                    + " "
                                    + WHAT[kinds / WHO.length / DID.length % WHAT.length];
                    scene.log(now.minusSeconds(300), Duration.ofSeconds(40), 4, "ERROR", message);
                }
                assertThat(scene.patrol(now).code()).isEqualTo(1);
            }
            try (StateDatabase state = StateDatabase.open(scene.world.state())) {
                List<FindingStore.Stored> open = new FindingStore(state).open();
                assertThat(open.size()).as("findings").isGreaterThan(100);
                assertThat(open).allSatisfy(one -> assertThat(one.notified()).isNotNull());
                assertThat(new InvestigationStore(state).since(Instant.EPOCH).size())
                        .isBetween(1, 5);
            }
            assertThat(scene.phone.messages().size()).isBetween(2, 24);
        }
    }
}
