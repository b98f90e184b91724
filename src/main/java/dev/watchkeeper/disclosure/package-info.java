/// What may leave: characters that deceive are made visible, texts are cut to size, addresses and
/// mentions made dead. Everything read from a source passes here on its way out.
@NullMarked
package dev.watchkeeper.disclosure;

import org.jspecify.annotations.NullMarked;
