package dev.watchkeeper.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a language writes where an exception came from. In every one a frame stands on a line of its
/// own.
enum TracebackDialect {
    PYTHON(
            "File \"(?<file>[^\"\n]{1,500})\", line (?<line>\\d{1,9})(?:, in (?<function>\\S{1,200}))?",
            "(?<type>[A-Za-z_][\\w.]{0,200})(?:: (?<message>.*))?",
            "/(?:site|dist)-packages/|/lib/python\\d|^<|/lib64/python\\d|[\\\\/]Lib[\\\\/]"),
    JAVA(
            "\\s+at (?:[\\w.@-]{0,100}/)*(?<function>[\\w.$<>]{1,300})\\((?:(?<file>[^():\n]{1,200})(?::(?<line>\\d{1,9}))?)?\\)",
            "(?:Exception in thread \"[^\"\n]*\" |Caused by: )?(?<type>[a-zA-Z_$][\\w$]*(?:\\.[\\w$]+)+)(?:: (?<message>.*))?",
            "^(?:java|javax|jdk|sun|com\\.sun|jakarta|kotlin|kotlinx|scala|groovy|reactor|io\\.netty|org\\.springframework"
                    + "|org\\.apache|org\\.hibernate|org\\.eclipse|com\\.fasterxml|com\\.zaxxer|org\\.junit)\\."),
    JAVASCRIPT(
            "\\s+at (?:async )?(?:(?<function>[^()\n]{1,200}) \\()?(?:file://)?(?<file>[^()\\s][^()\n]{0,500}?):(?<line>\\d{1,9}):\\d{1,9}\\)?",
            "(?:Uncaught )?(?<type>[A-Z][\\w.]*)(?: \\[\\w+\\])?(?:: (?<message>.*))?",
            "node_modules|^node:|^internal/|^webpack/"),
    GO(
            "\\s+(?<file>\\S{1,500}\\.go):(?<line>\\d{1,9})(?: \\+0x[0-9a-f]+)?",
            "(?<type>panic|fatal error|runtime error): (?<message>.*)",
            "/go/src/(?:runtime|net|sync|io|os|fmt|time|context|reflect|encoding|database|bufio|internal)/|/pkg/mod/|/vendor/|^/usr/(?:local|lib)/go"),
    RUBY(
            "\\s*(?:from )?(?<file>[^\\s:][^:\n]{0,500}\\.rb|\\(irb\\)):(?<line>\\d{1,9}):in [`'](?<function>[^'\n]{1,200})'.*",
            ".*?:in [`'][^'\n]*': (?<message>.*) \\((?<type>[A-Z][\\w:]*)\\)",
            "/gems/|/lib/ruby/|/rubygems/|^<internal");

    /// The longest line that is looked at, in characters: patterns with two open ends need a bound.
    private static final int LONGEST_LINE = 2_000;

    private record Frame(String file, String function, int line) {}

    private final Pattern frame;
    private final Pattern head;
    private final Pattern foreign;

    TracebackDialect(String frame, String head, String foreign) {
        this.frame = Pattern.compile(frame);
        this.head = Pattern.compile(head);
        this.foreign = Pattern.compile(foreign);
    }

    /// The signature, where the text has a frame and a type in this dialect.
    Optional<ExceptionSignature> read(String text) {
        List<Frame> frames = new ArrayList<>();
        String type = "";
        String message = "";
        String call = "";
        boolean closed = false;
        for (String whole : (Iterable<String>) text.lines()::iterator) {
            String line = whole.length() > LONGEST_LINE ? whole.substring(0, LONGEST_LINE) : whole;
            Matcher at = frame.matcher(line);
            if (this == PYTHON ? at.find() : at.matches()) {
                if (this == PYTHON && closed) {
                    // Of a chain of tracebacks the last is the one that ended it.
                    frames.clear();
                    type = "";
                    closed = false;
                }
                frames.add(frame(at, call));
                if (this != RUBY || !type.isEmpty()) {
                    continue;
                }
            }
            Matcher named = head.matcher(this == PYTHON ? stripped(line) : line.strip());
            boolean takes = named.matches() && takes(line, type, !frames.isEmpty());
            if (takes) {
                type = named.group("type");
                message = named.group("message") == null ? "" : named.group("message").strip();
                closed = true;
                if (this == JAVA && line.startsWith("Caused by: ")) {
                    // The cause says where it began; what wrapped it is the way up.
                    frames.clear();
                }
            }
            call = line;
        }
        return frames.isEmpty() || type.isEmpty()
                ? Optional.empty()
                : Optional.of(signature(type, message, frames));
    }

    /// Adds the files of frames that are own code.
    void ownFiles(String text, Set<String> into, int most) {
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher at = frame.matcher(line);
            if (line.length() > LONGEST_LINE || !(this == PYTHON ? at.find() : at.matches())) {
                continue;
            }
            String place = this == JAVA ? group(at, "function") : group(at, "file");
            if (into.size() < most && !foreign.matcher(place).find()) {
                into.add(this == JAVA ? javaFile(place) : place);
            }
        }
    }

    /// `a.b.Outer$Inner.method` stands in `a/b/Outer.java`.
    private static String javaFile(String method) {
        int dot = method.lastIndexOf('.');
        String type = dot < 0 ? method : method.substring(0, dot);
        int inner = type.indexOf('$');
        return (inner < 0 ? type : type.substring(0, inner)).replace('.', '/') + ".java";
    }

    /// Without the bars that exception groups and pretty printers draw at the left.
    private static String stripped(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == '|' || line.charAt(at) == '│')) {
            at++;
        }
        return at > 0 ? line.substring(at).strip() : line;
    }

    private boolean takes(String line, String type, boolean framed) {
        return switch (this) {
            case PYTHON -> framed && type.isEmpty();
            case JAVA -> type.isEmpty() || line.startsWith("Caused by: ");
            case JAVASCRIPT -> !framed;
            case GO, RUBY -> type.isEmpty();
        };
    }

    private Frame frame(Matcher at, String call) {
        String file = group(at, "file");
        String function =
                switch (this) {
                    case GO ->
                            call.strip()
                                    .replaceFirst("\\([^()]*\\)$", "")
                                    .replaceFirst("^created by ", "");
                    default -> group(at, "function");
                };
        String line = group(at, "line");
        return new Frame(file, function, line.isEmpty() ? 0 : Integer.parseInt(line));
    }

    private String group(Matcher at, String name) {
        if (this == GO && name.equals("function")) {
            return "";
        }
        String value = at.group(name);
        return value == null ? "" : value;
    }

    private ExceptionSignature signature(String type, String message, List<Frame> frames) {
        // Python writes the innermost frame last, all others first.
        List<Frame> inward = this == PYTHON ? frames.reversed() : frames;
        for (Frame candidate : inward) {
            String place = this == JAVA ? candidate.function() : candidate.file();
            if (!foreign.matcher(place).find()) {
                return new ExceptionSignature(
                        type, message, name(candidate), candidate.line(), true);
            }
        }
        Frame innermost = inward.getFirst();
        return new ExceptionSignature(type, message, name(innermost), innermost.line(), false);
    }

    private String name(Frame at) {
        return switch (this) {
            case JAVA, GO -> at.function();
            default -> at.function().isEmpty() ? at.file() : at.file() + ":" + at.function();
        };
    }
}
