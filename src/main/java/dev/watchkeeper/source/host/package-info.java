/// The machine itself: what Linux says of it in `/proc` and `/sys`, read without help of others.
@NullMarked
package dev.watchkeeper.source.host;

import org.jspecify.annotations.NullMarked;
