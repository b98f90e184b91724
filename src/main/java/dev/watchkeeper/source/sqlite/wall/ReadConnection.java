package dev.watchkeeper.source.sqlite.wall;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.source.SqlStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A borrowed connection to a database that belongs to somebody else, for one read transaction.
/// There is no way around [#prepare(String)] but the questions about the schema.
public final class ReadConnection {

    private final SQLiteConnection connection;
    private final Programs programs;
    private final List<Declared> declared;
    private boolean fresh;

    /// What is read must be in each of `declared`.
    ReadConnection(SQLiteConnection connection, Programs programs, List<Declared> declared) {
        this.connection = connection;
        this.programs = programs;
        this.declared = declared;
    }

    /// A statement of tools.yaml.
    ///
    /// @throws Refused as [#prepare(String)], and when it names what is not declared
    public ReadStatement prepare(SqlStatement statement) throws SQLException {
        refresh();
        for (Declared among : declared) {
            programs.schema().requireNamed(statement.names(), among);
        }
        return prepare(statement.text());
    }

    private void refresh() throws SQLException {
        if (!fresh) {
            programs.refresh();
            fresh = true;
        }
    }

    /// A statement that reads what is declared and does nothing else.
    ///
    /// @throws Refused when the program it is compiled to says otherwise
    public ReadStatement prepare(String text) throws SQLException {
        refresh();
        Program program = programs.of(text);
        for (Declared among : declared) {
            if (among.names() != null && !programs.tables(among).containsAll(program.tables())) {
                throw undeclared(program, among);
            }
        }
        return new ReadStatement(connection.prepareStatement(text));
    }

    private Refused undeclared(Program program, Declared among) throws SQLException {
        var rest = new TreeSet<>(program.tables());
        rest.removeAll(programs.tables(among));
        return new Refused("it reads the table " + rest.first() + ", which is not declared");
    }

    /// Asks of the schema; a question about a table has its name.
    public List<List<@Nullable Object>> schema(SchemaQuestion question, String... names)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
            for (int i = 0; i < names.length; i++) {
                statement.setString(i + 1, names[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                int width = statement.getMetaData().getColumnCount();
                var rows = new ReadRows(result);
                List<List<@Nullable Object>> all = new ArrayList<>();
                while (rows.next()) {
                    List<@Nullable Object> row = new ArrayList<>(width);
                    for (int i = 1; i <= width; i++) {
                        row.add(rows.value(i));
                    }
                    all.add(Collections.unmodifiableList(row));
                }
                return all;
            }
        }
    }

    /// The failure of whatever runs when its deadline has passed.
    public static SQLException outOfTime() {
        return new SQLiteException("the deadline passed", SQLiteErrorCode.SQLITE_INTERRUPT);
    }

    /// From now until it is closed, what runs here is interrupted at the deadline by a thread of
    /// its own, for statements whose single steps may be long.
    public Alarm alarm(Deadline deadline) {
        return new Alarm(connection.getDatabase(), deadline);
    }
}
