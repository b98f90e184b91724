/// Pure: whether something that went wrong was fixed, from when it came, what was committed and
/// what was deployed.
@NullMarked
package dev.watchkeeper.analysis.fix;

import org.jspecify.annotations.NullMarked;
