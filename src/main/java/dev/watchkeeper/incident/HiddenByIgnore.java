package dev.watchkeeper.incident;

/// Something new that an ignore hid, as a review tells of it: said by us and not by who reviewed.
///
/// @param stream the log stream, or what else it is about
/// @param title what it is. Its words may be those of strangers
/// @param fact what makes it news, as a sentence of our own
/// @param reason why it is ignored, in the words of whoever ignored it
/// @param author who ignored it
public record HiddenByIgnore(
        String stream, String title, String fact, String reason, String author) {}
