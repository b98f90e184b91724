package dev.watchkeeper.investigate.playbook.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that was changed: logged, counted as an event, or told by a change stream.
///
/// @param stream where it stands
/// @param kind what sort of change
/// @param messages its texts, the first first
/// @param subject what was changed, or null where the text alone says it
/// @param version the version it led to, or null
/// @param quotable whether its texts stand in the answer as they are
/// @param ref where its entry is, or empty
/// @param evidence the answer that shows it
public record Shift(
        String stream,
        Sort kind,
        Instant time,
        List<String> messages,
        @Nullable String subject,
        @Nullable String version,
        boolean quotable,
        String ref,
        String evidence) {

    private static final Duration SAME_MOMENT = Duration.ofSeconds(2);

    private static final Pattern VERSION =
            Pattern.compile(
                    "(?i)\\b(?:version|release|build|rev(?:ision)?|commit|deploy(?:ed|ing)?|tag|image|upgraded? to|v)"
                            + "[\\s:=]+\"?(?:[\\w/-]+[:@])?(v?\\d[\\w.+-]*|[0-9a-f]{6,40}|[\\w-]*\\d[\\w.+-]*)");

    /// What sort of change it is.
    public enum Sort {
        DEPLOY("deploy"),
        CONFIGURATION("configuration change"),
        START("start"),
        OTHER("change");

        private final String word;

        Sort(String word) {
            this.word = word;
        }

        /// The word in sentences.
        public String word() {
            return word;
        }
    }

    private static final Pattern DEPLOYS =
            Pattern.compile(
                    "(?i)\\b(deploy\\w*|releas\\w*|roll(ed|ing)?[ -]?out|rollout|upgrad\\w*|version|migrat\\w*|"
                            + "commit|revision|build|image)\\b");
    private static final Pattern CONFIGURES =
            Pattern.compile(
                    "(?i)\\b(config\\w*|settings?|feature[ _-]?flag|flags?|reload\\w*|parameter|policy|switched|"
                            + "enabled|disabled|set to|limit changed|changed from|cron\\w*|schedule changed)\\b");
    private static final Pattern STARTS =
            Pattern.compile(
                    "(?i)\\b((re)?start(ed|ing|up)?|boot(ed|ing)?|listening|came up|ready)\\b");

    /// What sort of change a text speaks of.
    static Sort sort(String text) {
        if (DEPLOYS.matcher(text).find()) {
            return Sort.DEPLOY;
        }
        if (CONFIGURES.matcher(text).find()) {
            return Sort.CONFIGURATION;
        }
        return STARTS.matcher(text).find() ? Sort.START : Sort.OTHER;
    }

    /// The version that a text names, or null.
    static @Nullable String versionIn(String text) {
        Matcher version = VERSION.matcher(text);
        return version.find() ? version.group(1) : null;
    }

    /// Changes of one stream within two seconds as one.
    static List<Shift> gathered(List<Shift> all) {
        var gathered = new ArrayList<Shift>();
        for (Shift next :
                all.stream()
                        .sorted(Comparator.comparing(Shift::stream).thenComparing(Shift::time))
                        .toList()) {
            Shift last = gathered.isEmpty() ? null : gathered.getLast();
            boolean together =
                    last != null
                            && last.stream().equals(next.stream())
                            && Duration.between(last.time(), next.time()).compareTo(SAME_MOMENT)
                                    <= 0;
            if (last != null && together) {
                gathered.set(gathered.size() - 1, last.with(next));
            } else {
                gathered.add(next);
            }
        }
        return gathered;
    }

    /// The messages in one line.
    public String text() {
        return String.join("; ", messages);
    }

    private Shift with(Shift other) {
        var both = new ArrayList<>(messages);
        other.messages().stream().filter(text -> !both.contains(text)).forEach(both::add);
        return new Shift(
                stream,
                kind.compareTo(other.kind()) <= 0 ? kind : other.kind(),
                time,
                both,
                subject == null ? other.subject() : subject,
                version == null ? other.version() : version,
                quotable && other.quotable(),
                ref.isEmpty() ? other.ref() : ref,
                evidence);
    }
}
