package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LaneTest {

    private final List<String> entered = new CopyOnWriteArrayList<>();

    @Test
    void ofThoseThatWaitTheOneComesNextWhoseOwnerHasTheFewestAtWork() throws Exception {
        var lane = new Lane(2, 2);
        assertThat(lane.enterNow("a")).isTrue();
        assertThat(lane.enterNow("a")).isTrue();
        Thread more = waiting(lane, "a", "a waits");
        Thread other = waiting(lane, "b", "b waits");
        lane.leave("a");
        other.join();
        assertThat(entered).containsExactly("b waits");
        lane.leave("a");
        more.join();
        assertThat(entered).containsExactly("b waits", "a waits");
    }

    @Test
    void oneOwnerLeavesRoomForAnother() throws Exception {
        var lane = new Lane(3, 2);
        assertThat(lane.enterNow("a")).isTrue();
        assertThat(lane.enterNow("a")).isTrue();
        Thread third = waiting(lane, "a", "a waits");
        assertThat(lane.enter("b", () -> false)).isTrue();
        assertThat(entered).isEmpty();
        lane.leave("a");
        third.join();
        assertThat(entered).containsExactly("a waits");
    }

    @Test
    void whoGivesUpTakesNoPlace() throws Exception {
        var lane = new Lane(1, 1);
        assertThat(lane.enterNow("a")).isTrue();
        assertThat(lane.enter("b", () -> true)).isFalse();
        lane.leave("a");
        assertThat(lane.busy()).isFalse();
        assertThat(lane.enterNow("c")).isTrue();
    }

    @Test
    void whoSqueezesInIsCounted() {
        var lane = new Lane(1, 1);
        lane.squeezeIn("a");
        lane.squeezeIn("a");
        lane.leave("a");
        assertThat(lane.enterNow("b")).isFalse();
        lane.leave("a");
        assertThat(lane.enterNow("b")).isTrue();
    }

    private Thread waiting(Lane lane, String owner, String says) throws InterruptedException {
        Thread thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                if (lane.enter(owner, () -> false)) {
                                    entered.add(says);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }
}
