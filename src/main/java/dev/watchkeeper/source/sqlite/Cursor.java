package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.source.sqlite.wall.FileIdentity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Where a read stopped. A row id alone would not do: ids are used again after the highest row is
/// deleted, VACUUM renumbers them, and a recreated file starts anew. So it holds the content of the
/// row as a hash, and its time to go on from when the row is not found.
///
/// @param table a hash of the table's name
/// @param file the identity of the file
/// @param key the row id (Long); or, where rows are ordered by time alone, the raw time
/// @param skip where ordered by time: how many rows of this very time were passed
/// @param time the time of the row
/// @param hash the content of the row
/// @param seen the contents of the rows of the same time that were visited, this one included
record Cursor(
        int table,
        FileIdentity file,
        Object key,
        int skip,
        Instant time,
        long hash,
        List<Long> seen) {

    private static final int MOST_SEEN = 32;
    private static final byte VERSION = 1;

    /// Seconds before or after 1970 that no row's time exceeds: beyond them there is nothing to
    /// reckon with.
    private static final long FURTHEST = 400_000_000_000L;

    Cursor {
        seen = List.copyOf(seen.subList(Math.max(0, seen.size() - MOST_SEEN), seen.size()));
    }

    /// True when [#key()] is the raw time and not a row id.
    boolean orderedByTime() {
        return skip > 0;
    }

    static @Nullable Cursor read(@Nullable String text, Table table) {
        if (text == null) {
            return null;
        }
        Cursor cursor = decode(text);
        if (cursor == null || cursor.table != table.name().hashCode()) {
            throw new BadRequest(
                    "cursor is not one that a read of this stream gave;"
                            + " leave it out to begin again");
        }
        return cursor;
    }

    String text() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(table);
            out.writeLong(file.device());
            out.writeLong(file.inode());
            out.writeLong(file.created());
            switch (key) {
                case Long number -> {
                    out.writeByte('l');
                    out.writeLong(number);
                }
                case Double number -> {
                    out.writeByte('d');
                    out.writeDouble(number);
                }
                case Object other -> {
                    out.writeByte('s');
                    out.writeUTF(other.toString());
                }
            }
            out.writeInt(skip);
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
            out.writeLong(hash);
            out.writeByte(seen.size());
            for (long one : seen) {
                out.writeLong(one);
            }
            out.writeInt(checksum(bytes.toByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static @Nullable Cursor decode(String text) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            if (all.length < 60) {
                return null;
            }
            byte[] bytes = Arrays.copyOf(all, all.length - 4);
            if (ByteBuffer.wrap(all).getInt(bytes.length) != checksum(bytes)) {
                return null;
            }
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                if (in.readByte() != VERSION) {
                    return null;
                }
                int table = in.readInt();
                var file = new FileIdentity(in.readLong(), in.readLong(), in.readLong());
                Object key =
                        switch (in.readByte()) {
                            case 'l' -> (Object) in.readLong();
                            case 'd' -> in.readDouble();
                            default -> in.readUTF();
                        };
                int skip = in.readInt();
                long seconds = in.readLong();
                if (seconds < -FURTHEST || seconds > FURTHEST) {
                    return null;
                }
                Instant time = Instant.ofEpochSecond(seconds, in.readInt());
                long hash = in.readLong();
                int count = in.readByte();
                List<Long> seen = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    seen.add(in.readLong());
                }
                return new Cursor(table, file, key, skip, time, hash, seen);
            }
        } catch (IllegalArgumentException | IOException e) {
            return null;
        }
    }
}
