/// Runs one investigation of findings and says truthfully how it ended: [Investigator] is the seam,
/// [ClaudeInvestigator] the one that starts `claude -p` locked to our tools and nothing else. The
/// only package besides journald that starts processes.
@NullMarked
package dev.watchkeeper.investigate;

import org.jspecify.annotations.NullMarked;
