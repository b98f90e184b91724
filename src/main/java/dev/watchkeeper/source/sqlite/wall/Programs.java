package dev.watchkeeper.source.sqlite.wall;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/// The statements of one connection whose programs were looked at, for as long as the schema stays
/// as it was. Used by one thread at a time, as the connection is.
final class Programs {

    private static final int MOST = 500;

    private final SQLiteConnection connection;
    private @Nullable PreparedStatement versionStatement;
    private final Map<String, Program> known = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Set<String>> behind = new HashMap<>();
    private long version = Long.MIN_VALUE;
    private @Nullable Catalogue schema;

    Programs(SQLiteConnection connection) {
        this.connection = connection;
    }

    /// Forgets everything when the schema has changed. What is found from now on is true of the
    /// transaction that this is called in.
    void refresh() throws SQLException {
        long now = now();
        if (now != version) {
            known.clear();
            behind.clear();
            schema = null;
            version = now;
        }
    }

    private long now() throws SQLException {
        PreparedStatement statement =
                versionStatement == null
                        ? connection.prepareStatement(SchemaQuestion.VERSION.sql())
                        : versionStatement;
        // one that fails, if only for want of time, is closed by the driver, and not good again
        versionStatement = null;
        try (ResultSet rows = statement.executeQuery()) {
            long number = rows.next() ? rows.getLong(1) : 0;
            versionStatement = statement;
            return number;
        }
    }

    /// The program of a statement.
    ///
    /// @throws Refused when it may not run, whoever asks
    Program of(String text) throws SQLException {
        Program program = known.get(text);
        if (program == null) {
            program = Program.of(connection, text, schema());
            if (known.size() >= MOST) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(text, program);
        }
        return program;
    }

    /// The tables that may be read by whoever may read these: themselves, and what is behind views.
    Set<String> tables(Declared declared) throws SQLException {
        Set<String> tables = new HashSet<>();
        for (String name : Objects.requireNonNull(declared.names())) {
            tables.addAll(tables(name));
        }
        return tables;
    }

    private Set<String> tables(String name) throws SQLException {
        Set<String> tables = behind.get(name);
        if (tables == null) {
            tables = new HashSet<>(Set.of(name));
            if (schema().isView(name)) {
                tables.addAll(behind(name));
            }
            behind.put(name, tables);
        }
        return tables;
    }

    private Set<String> behind(String view) throws SQLException {
        try {
            return of("SELECT * FROM main.\"" + view.replace("\"", "\"\"") + '"').tables();
        } catch (Refused ofTheView) {
            // Said to whoever reads the view, and no concern of the others.
            return Set.of();
        } catch (SQLException e) {
            if (StatementFault.of(e).isPresent()) {
                return Set.of();
            }
            throw e;
        }
    }

    /// The tables there are.
    Catalogue schema() throws SQLException {
        Catalogue read = schema;
        if (read == null) {
            read = Catalogue.of(connection);
            schema = read;
        }
        return read;
    }
}
