/// Records as schemas: reading a document (YAML with lines, or JSON arguments) into a record with
/// every problem reported at once, and the JSON Schema of a record. Serves tools.yaml and tool
/// arguments alike.
@NullMarked
package dev.watchkeeper.schema;

import org.jspecify.annotations.NullMarked;
