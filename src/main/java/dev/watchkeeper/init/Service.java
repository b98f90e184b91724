package dev.watchkeeper.init;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A systemd service as its unit file tells it.
///
/// @param name with `.service`
/// @param unit the file
/// @param folder its working folder, or null
/// @param user whom it runs as, or null for root
/// @param command its first ExecStart, or empty
/// @param outputs the files that its output is appended to
record Service(
        String name,
        Path unit,
        @Nullable Path folder,
        @Nullable String user,
        String command,
        List<Path> outputs) {}
