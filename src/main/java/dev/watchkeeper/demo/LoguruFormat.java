package dev.watchkeeper.demo;

import java.nio.charset.StandardCharsets;

/// Spells a log line as loguru 0.7 does with `serialize=True` and its own format.
final class LoguruFormat {

    private final Timestamp timestamp = new Timestamp();

    /// One line of JSON with its line break, in UTF-8.
    byte[] format(LogLine line) {
        var text = new StringBuilder(line.raised() == null ? 900 : 2400);
        Place place = line.place();
        text.append("{\"text\": \"");
        timestamp.append(line.at(), 3, ':', text);
        text.append(" | ").append(line.grade().name());
        text.repeat(' ', 8 - line.grade().name().length());
        text.append(" | ").append(place.name()).append(':').append(place.function());
        text.append(':').append(place.line()).append(" - ");
        Fields.escape(line.message(), text);
        text.append("\\n");
        if (line.raised() != null) {
            Fields.escape(line.raised().traceback(), text);
        }
        text.append("\", \"record\": {");
        record(line, text);
        return text.append("}}\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void record(LogLine line, StringBuilder text) {
        Place place = line.place();
        Generation process = line.component().at(line.at());
        long elapsed = Math.max(0, line.at().value() - process.start().value());
        text.append("\"elapsed\": {\"repr\": \"");
        Timestamp.appendElapsed(elapsed, text);
        text.append("\", \"seconds\": ");
        Timestamp.appendFloat(elapsed, text);
        text.append("}, \"exception\": ");
        exception(line, text);
        text.append(", \"extra\": {").append(line.extra().json());
        text.append("}, \"file\": {\"name\": \"").append(place.module());
        text.append(".py\", \"path\": \"").append(place.path());
        text.append("\"}, \"function\": \"").append(place.function());
        text.append("\", \"level\": {\"icon\": \"").append(line.grade().icon());
        text.append("\", \"name\": \"").append(line.grade().name());
        text.append("\", \"no\": ").append(line.grade().number());
        text.append("}, \"line\": ").append(place.line()).append(", \"message\": \"");
        Fields.escape(line.message(), text);
        text.append("\", \"module\": \"").append(place.module());
        text.append("\", \"name\": \"").append(place.name());
        text.append("\", \"process\": {\"id\": ").append(process.process());
        text.append(", \"name\": \"").append(line.component().name());
        text.append("\"}, \"thread\": {\"id\": ").append(process.thread());
        text.append(", \"name\": \"MainThread\"}, \"time\": {\"repr\": \"");
        timestamp.append(line.at(), 6, ':', text);
        text.append("+00:00\", \"timestamp\": ");
        Timestamp.appendFloat(line.at().value(), text);
        text.append('}');
    }

    private static void exception(LogLine line, StringBuilder text) {
        Raised raised = line.raised();
        if (raised == null) {
            text.append("null");
            return;
        }
        text.append("{\"type\": \"").append(raised.type()).append("\", \"value\": \"");
        Fields.escape(raised.value(), text);
        text.append("\", \"traceback\": true}");
    }
}
