package dev.watchkeeper.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record as it was read.
///
/// @param number from 1 on, without a gap
/// @param time when it was written; of a call, its end
/// @param kind `call`, `door`, `token`, `server`, `transcript`, `torn`, `lost`, `removed`
/// @param fields every key of the record, in order
public record AuditRecord(
        long number, Instant time, String kind, Map<String, @Nullable Object> fields) {

    static AuditRecord of(ChainLine line) {
        return new AuditRecord(
                line.number(),
                line.time(),
                String.valueOf(line.fields().get("kind")),
                line.fields());
    }

    /// The text under that key; empty when there is none.
    public String text(String key) {
        return fields.get(key) instanceof String text ? text : "";
    }

    /// The number under that key; 0 when there is none.
    public long number(String key) {
        return fields.get(key) instanceof Number number ? number.longValue() : 0;
    }

    /// Whether somebody was refused: at the door, or by a tool.
    public boolean refused() {
        return text("outcome").equals("refused");
    }
}
