/// What was changed on this machine, by the files that tell of it: packages, services, reboots,
/// what runs by the clock, configuration, certificates.
@NullMarked
package dev.watchkeeper.source.changes;

import org.jspecify.annotations.NullMarked;
