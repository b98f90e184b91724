package dev.watchkeeper.check;

import dev.watchkeeper.model.Finding;
import java.util.List;

/// One kind of condition that is watched. Costs no model, and notifies nobody.
public interface Check {

    /// The name in tools.yaml, runbooks and findings: `[a-z-]+`.
    String name();

    /// What it finds now; findings that went away are among them, as resolved.
    List<Finding> run(Watch watch);
}
