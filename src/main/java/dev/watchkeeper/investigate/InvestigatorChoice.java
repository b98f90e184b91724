package dev.watchkeeper.investigate;

import java.util.Locale;

/// Who investigates.
public enum InvestigatorChoice {
    /// Claude where it can start, else the playbook.
    AUTO,
    CLAUDE,
    /// Rules alone; no model is involved.
    PLAYBOOK;

    /// The word that tools.yaml and the command line use.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
