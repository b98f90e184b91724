/// A receipt for everything a session was shown, and the check of citations against receipts.
@NullMarked
package dev.watchkeeper.evidence;

import org.jspecify.annotations.NullMarked;
