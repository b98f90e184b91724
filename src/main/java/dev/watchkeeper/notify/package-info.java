/// One class per channel that tells a person, behind one durable outbox.
@NullMarked
package dev.watchkeeper.notify;

import org.jspecify.annotations.NullMarked;
