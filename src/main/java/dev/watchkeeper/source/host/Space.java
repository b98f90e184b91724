package dev.watchkeeper.source.host;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Space and inodes of a file system, as statvfs(3) gives them.
///
/// @param total bytes
/// @param free bytes that nobody uses
/// @param available bytes that programs without privileges can use
/// @param inodes null when the file system has no fixed number of them, or it is not known
record Space(
        long total, long free, long available, @Nullable Long inodes, @Nullable Long freeInodes) {

    /// Asks about one place.
    @FunctionalInterface
    interface Reader {

        /// The space at a place.
        ///
        /// @throws IOException when the place is gone or closed to us
        Space of(Path place) throws IOException;
    }

    /// By the C library where Java can call it, else by what Java itself offers, which has no
    /// inodes. Binding the function takes some 50 ms, and so waits for the first question.
    static Reader reader() {
        return place -> {
            MethodHandle statvfs = Statvfs.BOUND;
            return statvfs == null ? withoutInodes(place) : Statvfs.call(statvfs, place);
        };
    }

    private static Space withoutInodes(Path place) throws IOException {
        FileStore store = Files.getFileStore(place);
        return new Space(
                store.getTotalSpace(),
                store.getUnallocatedSpace(),
                store.getUsableSpace(),
                null,
                null);
    }

    /// statvfs of 64-bit Linux. Neither `/proc` nor Java itself has the inodes of a file system,
    /// and starting `df` for every sample would cost more than all the rest of it.
    private static final class Statvfs {

        /// Larger than the structure is in any C library.
        private static final long SIZE = 256;

        static final @Nullable MethodHandle BOUND = bind();

        private static @Nullable MethodHandle bind() {
            if (ValueLayout.ADDRESS.byteSize() != 8) {
                return null;
            }
            try {
                Linker linker = Linker.nativeLinker();
                return linker.defaultLookup()
                        .find("statvfs")
                        .map(function -> handle(linker, function))
                        .orElse(null);
            } catch (IllegalCallerException | UnsupportedOperationException e) {
                return null;
            }
        }

        // Native access is granted in the manifest; SQLite needs it too.
        @SuppressWarnings("restricted")
        private static MethodHandle handle(Linker linker, MemorySegment function) {
            return linker.downcallHandle(
                    function,
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        }

        /// The first eight fields are 64-bit numbers in glibc and musl alike: f_bsize, f_frsize,
        /// f_blocks, f_bfree, f_bavail, f_files, f_ffree, f_favail.
        static Space call(MethodHandle statvfs, Path place) throws IOException {
            try (var arena = Arena.ofConfined()) {
                MemorySegment into = arena.allocate(SIZE, 8);
                int failed = (int) statvfs.invokeExact(arena.allocateFrom(place.toString()), into);
                if (failed != 0) {
                    throw new IOException("statvfs failed");
                }
                long unit = field(into, 1);
                long inodes = field(into, 5);
                return new Space(
                        field(into, 2) * unit,
                        field(into, 3) * unit,
                        field(into, 4) * unit,
                        inodes > 0 ? inodes : null,
                        inodes > 0 ? field(into, 6) : null);
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IOException(e);
            }
        }

        private static long field(MemorySegment from, int index) {
            return from.get(ValueLayout.JAVA_LONG, 8L * index);
        }
    }
}
