package dev.watchkeeper.analysis;

import java.util.Arrays;

/// Finds a shape again: an open-addressing table from the characters of a shape to a number.
final class ShapeTable {
    static final int ABSENT = -1;

    private final int limit;
    private long[] hashes = new long[1024];
    private int[] values = new int[1024];
    private char[][] shapes = new char[1024][];
    private int size;

    /// A table that is full at `limit` shapes.
    ShapeTable(int limit) {
        this.limit = limit;
    }

    boolean full() {
        return size >= limit;
    }

    void clear() {
        Arrays.fill(shapes, null);
        size = 0;
    }

    int get(char[] buffer, int length, long hash) {
        int mask = hashes.length - 1;
        for (int slot = (int) hash & mask; shapes[slot] != null; slot = (slot + 1) & mask) {
            if (hashes[slot] == hash
                    && Arrays.equals(shapes[slot], 0, shapes[slot].length, buffer, 0, length)) {
                return values[slot];
            }
        }
        return ABSENT;
    }

    void put(char[] buffer, int length, long hash, int value) {
        if (2 * size >= hashes.length) {
            grow();
        }
        insert(Arrays.copyOf(buffer, length), hash, value);
        size++;
    }

    private void insert(char[] shape, long hash, int value) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (shapes[slot] != null) {
            slot = (slot + 1) & mask;
        }
        shapes[slot] = shape;
        hashes[slot] = hash;
        values[slot] = value;
    }

    private void grow() {
        char[][] oldShapes = shapes;
        long[] oldHashes = hashes;
        int[] oldValues = values;
        int capacity = 2 * oldHashes.length;
        shapes = new char[capacity][];
        hashes = new long[capacity];
        values = new int[capacity];
        for (int i = 0; i < oldShapes.length; i++) {
            if (oldShapes[i] != null) {
                insert(oldShapes[i], oldHashes[i], oldValues[i]);
            }
        }
    }

    /// Four characters a step: this runs over every character of every message.
    static long hash(char[] buffer, int length) {
        long hash = length;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            long four =
                    buffer[i]
                            | (long) buffer[i + 1] << 16
                            | (long) buffer[i + 2] << 32
                            | (long) buffer[i + 3] << 48;
            hash = (hash ^ four) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        for (; i < length; i++) {
            hash = (hash ^ buffer[i]) * 0x9E3779B97F4A7C15L;
        }
        return mix(hash);
    }

    /// Spreads every bit over all others (the finalizer of SplitMix64, Steele et al., OOPSLA 2014).
    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
