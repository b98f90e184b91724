package dev.watchkeeper.source.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel tells each program at its start (getauxval(3)): in which units `/proc` counts.
///
/// @param pageSize bytes of a page of memory
/// @param ticksPerSecond of the times of processes
record AuxiliaryVector(int pageSize, int ticksPerSecond) {

    private static final long AT_PAGESZ = 6;
    private static final long AT_CLKTCK = 17;

    /// Of this process; the values of nearly every Linux where that cannot be read.
    static AuxiliaryVector read() {
        int pageSize = 4_096;
        int ticks = 100;
        try {
            var pairs =
                    ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
                            .order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 16) {
                long key = pairs.getLong();
                long value = pairs.getLong();
                if (key == AT_PAGESZ && value > 0) {
                    pageSize = (int) value;
                } else if (key == AT_CLKTCK && value > 0) {
                    ticks = (int) value;
                }
            }
        } catch (IOException e) {
            return new AuxiliaryVector(pageSize, ticks);
        }
        return new AuxiliaryVector(pageSize, ticks);
    }
}
