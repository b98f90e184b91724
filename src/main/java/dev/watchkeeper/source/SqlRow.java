package dev.watchkeeper.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row that a statement gave.
///
/// @param columns the names of its columns, each once; the same list for all rows of a statement
/// @param values for each column a Long, Double, String or null, as it is stored: a time is a text
///   or a number here. A text of more than 10,000 characters is cut there and says so at its end;
///   for bytes there is a text that gives their number. Written by strangers
public record SqlRow(List<String> columns, List<@Nullable Object> values) {}
