package dev.watchkeeper.source.sqlite.wall;

import dev.watchkeeper.source.SqlFunctions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a statement is compiled to, looked at instruction by instruction before it first runs: it
/// may read, and the tables that it reads are known by the pages on which they begin.
///
/// @param tables the tables, in lower case, that it opens; of an index, the table it belongs to
record Program(Set<String> tables) {

    /// Some PRAGMAs act while they are compiled, so nothing else is shown to the compiler.
    private static final Pattern ADMITTED =
            Pattern.compile("(?i)\\s*(?:SELECT|WITH|VALUES)(?![\\w$\\x80-\\uffff])[^\\x00]*");

    private static final Pattern IN_QUOTES =
            Pattern.compile("'[^']*+'|\"[^\"]*+\"|`[^`]*+`|\\[[^]]*+]");

    /// OPFLAG_P2ISREG: the page is not known before the program runs.
    private static final int PAGE_IN_REGISTER = 0x10;

    private record Step(String opcode, int p1, int p2, int p3, String p4, int p5) {}

    /// Compiles a statement, which must be in one read transaction with its later run.
    ///
    /// @throws Refused when the program does anything but read tables
    static Program of(Connection connection, String text, Catalogue schema) throws SQLException {
        List<Step> steps = compile(connection, text);
        Set<Integer> fromFile = new HashSet<>();
        Set<Integer> ephemeral = new HashSet<>();
        for (Step step : steps) {
            if (step.opcode.equals("Transaction") && step.p2 != 0) {
                throw new Refused("it would write");
            } else if (Opcodes.OPENING_FILE.contains(step.opcode) || step.opcode.equals("VOpen")) {
                fromFile.add(step.p1);
            } else if (Opcodes.OPENING_EPHEMERAL.contains(step.opcode)) {
                ephemeral.add(step.p1);
            }
        }
        ephemeral.removeAll(fromFile);
        Set<String> tables = new HashSet<>();
        Set<String> virtual = new HashSet<>();
        for (Step step : steps) {
            if (Opcodes.OPENING_FILE.contains(step.opcode)) {
                tables.add(opened(step, schema));
            } else if (step.opcode.equals("VOpen")) {
                virtual.add(step.p4);
            } else {
                check(step, ephemeral);
            }
        }
        if (!virtual.isEmpty()) {
            tables.addAll(virtualTables(connection, virtual, schema));
        }
        return new Program(Set.copyOf(tables));
    }

    private static List<Step> compile(Connection connection, String text) throws SQLException {
        if (!ADMITTED.matcher(text).matches()) {
            throw new Refused("it begins with something other than SELECT, WITH or VALUES");
        }
        if (IN_QUOTES.matcher(text).replaceAll("").indexOf(';') >= 0) {
            // The driver would drop what follows in silence.
            throw new Refused("it has more than one statement");
        }
        List<Step> steps = new ArrayList<>();
        try (PreparedStatement explained = connection.prepareStatement("EXPLAIN " + text);
                ResultSet rows = explained.executeQuery()) {
            while (rows.next()) {
                steps.add(
                        new Step(
                                rows.getString(2),
                                rows.getInt(3),
                                rows.getInt(4),
                                rows.getInt(5),
                                String.valueOf(rows.getString(6)),
                                rows.getInt(7)));
            }
        }
        if (steps.isEmpty()) {
            throw new Refused("it is compiled to nothing");
        }
        return steps;
    }

    private static String opened(Step step, Catalogue schema) throws Refused {
        if (step.p3 != 0) {
            throw new Refused("it reads tables that are temporary or of another database");
        }
        if ((step.p5 & PAGE_IN_REGISTER) != 0) {
            throw new Refused("it does not say which table it reads before it runs");
        }
        return schema.tableAt(step.p2);
    }

    private static void check(Step step, Set<Integer> ephemeral) throws Refused {
        if (Opcodes.harmless(step.opcode) || Opcodes.OPENING_EPHEMERAL.contains(step.opcode)) {
            return;
        }
        if (step.opcode.equals("Transaction")) {
            if (step.p1 != 0) {
                throw new Refused("it reads tables that are temporary or of another database");
            }
        } else if (Opcodes.CALLING.contains(step.opcode)) {
            String name = function(step.p4);
            if (!SqlFunctions.harmless(name)) {
                throw new Refused("it calls the function " + name);
            }
        } else if (!Opcodes.CHANGING.contains(step.opcode) || !ephemeral.contains(step.p1)) {
            throw new Refused("it does more than read (" + step.opcode + ")");
        }
    }

    /// `json_extract` of `json_extract(-1)`.
    private static String function(String call) {
        int bracket = call.lastIndexOf('(');
        return bracket < 0 ? call : call.substring(0, bracket);
    }

    /// The names of virtual tables of which the program knows nothing but their addresses: those of
    /// the tables that may be meant are found by compiling a statement on each.
    private static Set<String> virtualTables(
            Connection connection, Set<String> addresses, Catalogue schema) throws SQLException {
        Set<String> unknown = new HashSet<>(addresses);
        Set<String> found = new HashSet<>();
        for (String name : SqlFunctions.TABLE_VALUED) {
            unknown.removeAll(addresses(connection, name));
        }
        for (String name : schema.virtualTables()) {
            if (unknown.removeAll(addresses(connection, name))) {
                found.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new Refused("it reads a virtual table that is not one of the database's own");
        }
        return found;
    }

    private static Set<String> addresses(Connection connection, String table) {
        Set<String> addresses = new HashSet<>();
        try {
            String name = '"' + table.replace("\"", "\"\"") + '"';
            for (Step step : compile(connection, "SELECT 1 FROM main." + name)) {
                if (step.opcode.equals("VOpen")) {
                    addresses.add(step.p4);
                }
            }
        } catch (SQLException e) {
            // Its module is not here, so nothing can read it.
            addresses.clear();
        }
        return addresses;
    }
}
