package dev.watchkeeper.catalog;

/// What the operator says of messages that contain a text: it travels with every answer that shows
/// one.
///
/// @param when the text, in any case
/// @param note what whoever reads such a message should know
public record Note(String when, String note) {}
