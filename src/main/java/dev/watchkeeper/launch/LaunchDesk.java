package dev.watchkeeper.launch;

import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.Toolbox;
import java.time.Duration;
import java.util.Optional;

/// Who answers a launcher. Thread-safe.
public interface LaunchDesk {

    /// The tools of a run.
    ///
    /// @param left how long its token is good for
    record Opened(Toolbox toolbox, Session session, Duration left) {}

    /// Hands over the next run that is wanted, and leases it; empty when none is.
    Optional<Offer> next();

    /// The tools of the run with this token; empty when it is not good.
    Optional<Opened> open(String token);

    /// Whether the run with this token left what it was to leave; empty when it is not good.
    Optional<Boolean> written(String token);

    /// Ends the run with this token; false when it is not good.
    boolean report(String token, Report report);

    /// Hears of a connection that was turned away.
    ///
    /// @param reason in our words; repeats nothing of what came
    void refused(String reason);
}
