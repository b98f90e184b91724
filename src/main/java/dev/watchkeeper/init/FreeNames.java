package dev.watchkeeper.init;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gives each name once: the plain one, else with its folder before it, else with a number.
final class FreeNames {

    private final Set<String> sources = new HashSet<>();
    private final Set<String> streams = new HashSet<>();

    String source(String name, String folder) {
        return free(name, folder, sources);
    }

    String stream(String name, String folder) {
        return free(name, folder, streams);
    }

    private static String free(String name, String folder, Set<String> taken) {
        String plain = Globs.plain(name);
        String longer = Globs.plain(folder + "-" + name);
        for (String wanted : List.of(plain, longer)) {
            if (taken.add(wanted)) {
                return wanted;
            }
        }
        for (int n = 2; ; n++) {
            if (taken.add(plain + "-" + n)) {
                return plain + "-" + n;
            }
        }
    }
}
