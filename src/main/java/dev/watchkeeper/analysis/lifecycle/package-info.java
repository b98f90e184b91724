/// What a thing that is known by an id goes through, and what of that is missing or comes twice.
@NullMarked
package dev.watchkeeper.analysis.lifecycle;

import org.jspecify.annotations.NullMarked;
