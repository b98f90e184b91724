/// One small interface per question that a back end can answer; each back end is a package below.
@NullMarked
package dev.watchkeeper.source;

import org.jspecify.annotations.NullMarked;
