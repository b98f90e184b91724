/// The commits, tags and checkouts of a git repository, read from its files: no program is run, no
/// configuration of the repository is followed, nothing is written.
@NullMarked
package dev.watchkeeper.source.git;

import org.jspecify.annotations.NullMarked;
