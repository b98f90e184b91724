package dev.watchkeeper.mcp;

import java.util.function.BooleanSupplier;

/// Two lanes for calls, so that a slow one never slows a cheap one. Every call begins in the fast
/// lane; one that takes long moves to the slow lane, which is narrow, and where it waits now and
/// then for what is in the fast one. Where the slow lane is full, the call gives its place up,
/// waits for its turn holding nothing, and begins again.
///
/// The slow lane is narrower than the number of connections to any one source, so that there is
/// always one left for the fast lane.
record Lanes(Lane fast, Lane slow) {

    private static final int SLOW_AT_MOST = 3;
    private static final int FAST_AT_LEAST = 8;

    static Lanes of(int processors) {
        int fast = Math.max(FAST_AT_LEAST, 4 * processors);
        int slow = Math.clamp(processors / 2, 1, SLOW_AT_MOST);
        return new Lanes(new Lane(fast, fast * 3 / 4), new Lane(slow, slow));
    }

    /// A place in the fast lane; to be ended whether it is had or not.
    Turn turn(String owner) {
        return new Turn(owner);
    }

    /// One call's place in the lanes. For the thread that handles the call, but for [#slow()].
    final class Turn implements AutoCloseable {

        private final String owner;
        private boolean had;
        private volatile boolean slow;

        private Turn(String owner) {
            this.owner = owner;
        }

        /// Waits for a place in the fast lane; false when given up before.
        boolean begin(BooleanSupplier givenUp) throws InterruptedException {
            had = fast.enter(owner, givenUp);
            return had;
        }

        /// True in the slow lane.
        boolean slow() {
            return slow;
        }

        /// True while others are at work who should not wait.
        boolean inTheWay() {
            return slow && fast.busy();
        }

        /// Moves to the slow lane if there is a place.
        boolean slowDown() {
            if (slow || !Lanes.this.slow.enterNow(owner)) {
                return slow;
            }
            moved();
            return true;
        }

        /// Moves to the slow lane, place or not: what must not begin again.
        void slowDownAnyway() {
            Lanes.this.slow.squeezeIn(owner);
            moved();
        }

        /// Gives its place up and waits for one in the slow lane; false when given up before.
        boolean queueSlow(BooleanSupplier givenUp) throws InterruptedException {
            close();
            had = Lanes.this.slow.enter(owner, givenUp);
            slow = had;
            return had;
        }

        private void moved() {
            fast.leave(owner);
            slow = true;
        }

        @Override
        public void close() {
            if (had) {
                had = false;
                (slow ? Lanes.this.slow : fast).leave(owner);
            }
        }
    }
}
