package dev.watchkeeper.config;

import dev.watchkeeper.notify.ConsoleNotifier;
import dev.watchkeeper.notify.DiscordNotifier;
import dev.watchkeeper.notify.NotifierConfig;
import dev.watchkeeper.notify.NtfyNotifier;
import java.util.LinkedHashMap;
import java.util.Map;

/// The types of notifiers: a new one is one line here.
public final class NotifierTypes {

    private NotifierTypes() {}

    /// The record of each type, in the order in which they are shown.
    public static Map<String, Class<? extends NotifierConfig>> all() {
        var types = new LinkedHashMap<String, Class<? extends NotifierConfig>>();
        types.put("console", ConsoleNotifier.Config.class);
        types.put("ntfy", NtfyNotifier.Config.class);
        types.put("discord", DiscordNotifier.Config.class);
        return types;
    }
}
