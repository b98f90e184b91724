package dev.watchkeeper.init;

import org.jspecify.annotations.Nullable;

/// To whom a file belongs, as far as that can be seen.
///
/// @param key the same for what belongs together
/// @param words for people: a service's name, or a folder
/// @param user whom the service runs as, or null
record Owner(String key, String words, @Nullable String user) {

    static Owner of(Service service) {
        Object folder = service.folder() == null ? service.name() : service.folder();
        return new Owner(folder.toString(), service.name(), service.user());
    }
}
