package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disks that are full or read-only: real file systems, which only root can mount.
@Tag("slow")
final class DiskFaultsTest {

    private static final Instant NOW = SmallWorld.NOW;
    private static final String ERROR = "ledger rejected the charge of a reader";

    @TempDir Path folder;

    /// Whatever room is left decides which write fails first.
    @Test
    void whateverRoomTheDiskStillHasNothingIsLostOrThereInPart() throws Exception {
        int[] rooms = {0, 16, 80, 160, 200, 240, 280, 360, 520, 700};
        var product = new Product(folder);
        int failed = 0;
        for (int room : rooms) {
            try (Scene scene = new Scene(folder.resolve("room-" + room), Scene.RULES);
                    Mount disk = new Mount(scene.world.state(), "8m")) {
                scene.errors(NOW, 20, ERROR);
                disk.leave(room);
                SmallWorld.Result full = patrol(product, scene);
                String what = "with " + room + " kB left: " + full.err();
                assertThat(full.code()).as(what).isIn(1, 3);
                assertThat(full.err()).as(what).doesNotContain("internal error");
                for (Path file : scene.world.incidents()) {
                    if (file.toString().endsWith(".md")) {
                        assertThat(file)
                                .as(what)
                                .content()
                                .contains("\n## Evidence")
                                .endsWith("\n");
                    }
                }
                if (full.code() == 3) {
                    assertThat(full.err()).as(what).containsIgnoringCase("the free space");
                    failed++;
                }

                disk.empty();
                SmallWorld.Result again = scene.patrol(NOW.plusSeconds(1));
                assertThat(again.code()).as(what + again.out() + again.err()).isEqualTo(1);
                assertThat(scene.told("SEV2 · app: " + ERROR)).as(what).isNotEmpty();
                assertThat(scene.told("Incident: ")).as(what).isNotEmpty();
                scene.assertInvariant();
            }
        }
        assertThat(failed).as("times that a full disk was felt").isGreaterThan(3);
    }

    /// In a process of its own, for a lease that it cannot give back ends with its process.
    private static SmallWorld.Result patrol(Product product, Scene scene) throws Exception {
        var arguments = new ArrayList<>(List.of("patrol"));
        arguments.addAll(scene.world.options());
        Path said = scene.world.folder.resolve("said");
        Process process =
                product.command(arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        int code = process.waitFor();
        return new SmallWorld.Result(code, "", Files.readString(said));
    }

    @Test
    void aReadOnlyStateIsSaidAndTheNextPatrolThatCanWriteTells() throws Exception {
        try (Scene scene = new Scene(folder.resolve("world"), Scene.RULES);
                Mount disk = new Mount(scene.world.state(), "8m")) {
            scene.patrol(NOW.minus(Duration.ofHours(1)));
            scene.errors(NOW, 20, ERROR);
            disk.readOnly(true);

            SmallWorld.Result patrol = scene.patrol(NOW);
            assertThat(patrol.code()).as(patrol.err()).isEqualTo(3);
            assertThat(patrol.err()).contains(scene.world.state().toString());
            assertThat(patrol.err()).doesNotContain("internal error").doesNotContain("\tat ");

            disk.readOnly(false);
            assertThat(scene.patrol(NOW.plusSeconds(1)).code()).isEqualTo(1);
            assertThat(scene.told("SEV2 · app: " + ERROR)).hasSize(1);
            scene.assertInvariant();
        }
    }

    @Test
    void anIncidentThatDoesNotFitOnTheDiskIsSaidAndWrittenOnceItDoes() throws Exception {
        try (Scene scene = new Scene(folder.resolve("world"), Scene.RULES);
                Mount disk = new Mount(scene.world.state().resolve("incidents"), "1m")) {
            scene.errors(NOW, 20, ERROR);
            disk.leave(0);

            SmallWorld.Result patrol = scene.patrol(NOW);

            assertThat(patrol.code()).as(patrol.err()).isEqualTo(1);
            assertThat(markdown(scene)).isZero();
            assertThat(scene.told("SEV2 · app: " + ERROR)).isNotEmpty();
            assertThat(scene.phone.messages().getLast())
                    .contains("found no diagnosis")
                    .contains("No space left on device");

            disk.empty();
            scene.patrol(NOW.plusSeconds(1));
            assertThat(markdown(scene)).isEqualTo(1);
            scene.assertInvariant();
        }
    }

    private static long markdown(Scene scene) throws IOException {
        try (var files = Files.list(scene.world.state().resolve("incidents"))) {
            return files.filter(file -> file.toString().endsWith(".md")).count();
        }
    }
}
