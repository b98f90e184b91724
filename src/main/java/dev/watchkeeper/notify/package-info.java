/// Messages to people: one class per channel behind one durable outbox. A notifier sends once and
/// says what became of it; the outbox keeps, orders and repeats.
@NullMarked
package dev.watchkeeper.notify;

import org.jspecify.annotations.NullMarked;
