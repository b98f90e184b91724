package dev.watchkeeper.source.sqlite;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.SqlQuery;
import dev.watchkeeper.source.SqlReport;
import dev.watchkeeper.source.SqlReport.End;
import dev.watchkeeper.source.SqlRow;
import dev.watchkeeper.source.SqlSource;
import dev.watchkeeper.source.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.sqlite.SQLiteErrorCode;

/// Statements of tools.yaml over a database file that belongs to somebody else.
///
/// What keeps a statement from writing, each for itself: its text ([SqlStatement]), the way the
/// file is opened, `query_only`, and here the program that SQLite compiles it to.
final class SqliteSql implements SqlSource {

    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_PROBLEM = 200;

    private static final Set<String> WRITING_STEPS =
            Set.of("Vacuum", "JournalMode", "Checkpoint", "SetCookie", "Destroy", "SqlExec");

    private final Database database;

    SqliteSql(Database database) {
        this.database = database;
    }

    @Override
    public SqlStatement check(String statement) {
        return SqlStatement.of(statement);
    }

    @Override
    public List<String> columns(String statement, Deadline deadline) {
        SqlStatement checked = check(statement);
        return database.ask(
                deadline,
                connection -> {
                    try (PreparedStatement prepared = prepared(connection, checked)) {
                        List<String> columns = columns(prepared);
                        requireReading(connection, checked);
                        return columns;
                    }
                });
    }

    @Override
    public SqlReport read(SqlQuery query, Predicate<SqlRow> visitor) {
        SqlStatement statement = check(query.statement());
        var given = new HashSet<>(query.parameters().keySet());
        if (!given.equals(Set.copyOf(statement.parameters()))) {
            throw new BadRequest(
                    "the statement has the parameters "
                            + statement.parameters()
                            + ", and values are given for "
                            + query.parameters().keySet());
        }
        var run = new Run(query, statement, visitor);
        try {
            database.use(query.deadline(), run::on);
        } catch (ReadFailed e) {
            if (e.reason() != ReadFailed.Reason.OUT_OF_TIME) {
                throw database.unavailable(e);
            }
            run.end = End.DEADLINE;
        }
        var remarks = new ArrayList<>(run.values.remarks());
        if (database.mayBeStale()) {
            remarks.add(Database.IMMUTABLE_REMARK);
        }
        return new SqlReport(run.columns, run.rows, run.end, List.copyOf(remarks));
    }

    /// One run of a statement, and how far it got.
    private final class Run {

        private final SqlQuery query;
        private final SqlStatement statement;
        private final Predicate<SqlRow> visitor;
        private final SqlValues values = new SqlValues();
        private List<String> columns = List.of();
        private int rows;
        private End end = End.ALL;

        Run(SqlQuery query, SqlStatement statement, Predicate<SqlRow> visitor) {
            this.query = query;
            this.statement = statement;
            this.visitor = visitor;
        }

        End on(Connection connection) throws SQLException {
            if (rows > 0) {
                throw new SourceUnavailable(
                        database.name(), "the database was replaced while it was read; ask again");
            }
            try (PreparedStatement prepared = prepared(connection, statement);
                    var _ = new Alarm(connection, query.deadline())) {
                columns = columns(prepared);
                int place = 1;
                for (String name : statement.parameters()) {
                    SqlValues.bind(prepared, place++, query.parameters().get(name));
                }
                end = visit(prepared);
                return end;
            } catch (SQLException e) {
                throw refusedOr(e, "the statement failed: ");
            }
        }

        private End visit(PreparedStatement prepared) throws SQLException {
            try (ResultSet result = prepared.executeQuery()) {
                while (result.next()) {
                    if (query.deadline().passed()) {
                        return End.DEADLINE;
                    }
                    if (rows == query.maxRows()) {
                        return End.ROW_CAP;
                    }
                    rows++;
                    if (!visitor.test(new SqlRow(columns, values.of(result, columns.size())))) {
                        return End.VISITOR;
                    }
                }
                return End.ALL;
            }
        }
    }

    private static PreparedStatement prepared(Connection connection, SqlStatement statement)
            throws SQLException {
        PreparedStatement prepared;
        try {
            prepared = connection.prepareStatement(statement.text());
        } catch (SQLException e) {
            throw refusedOr(e, "the statement does not fit the database: ");
        }
        int parameters = prepared.getParameterMetaData().getParameterCount();
        if (parameters != statement.parameters().size()) {
            prepared.close();
            throw new BadRequest(
                    "the statement is not understood: it seems to have "
                            + statement.parameters().size()
                            + " parameters, and the database finds "
                            + parameters);
        }
        return prepared;
    }

    /// What the statement itself is at fault for, as a refusal; anything else as it is.
    private static SQLException refusedOr(SQLException failure, String what) throws SQLException {
        SQLiteErrorCode code = OpenMode.primary(failure);
        if (code == SQLiteErrorCode.SQLITE_ERROR
                || code == SQLiteErrorCode.SQLITE_MISMATCH
                || code == SQLiteErrorCode.SQLITE_RANGE) {
            throw new BadRequest(what + reason(failure));
        }
        return failure;
    }

    /// What SQLite says, without what the driver puts around it.
    private static String reason(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        int open = message.indexOf('(');
        String reason =
                open >= 0 && message.endsWith(")")
                        ? message.substring(open + 1, message.length() - 1)
                        : message;
        return reason.length() <= LONGEST_PROBLEM
                ? reason
                : reason.substring(0, LONGEST_PROBLEM) + "…";
    }

    private static List<String> columns(PreparedStatement prepared) throws SQLException {
        var meta = prepared.getMetaData();
        int count = meta.getColumnCount();
        if (count > MOST_COLUMNS) {
            throw new BadRequest(
                    "the statement gives "
                            + count
                            + " columns; name those that matter, at most "
                            + MOST_COLUMNS);
        }
        var names = new ArrayList<String>();
        var taken = new HashSet<String>();
        for (int i = 1; i <= count; i++) {
            String name = meta.getColumnName(i);
            String base =
                    name == null || name.isBlank()
                            ? "column_" + i
                            : name.length() <= LONGEST_NAME
                                    ? name
                                    : name.substring(0, LONGEST_NAME) + "…";
            String free = base;
            for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
                free = base + "_" + n;
            }
            names.add(free);
        }
        return List.copyOf(names);
    }

    /// Looks at the program that the statement is compiled to: one that writes begins a transaction
    /// for it (sqlite.org/opcode.html#Transaction).
    private static void requireReading(Connection connection, SqlStatement statement)
            throws SQLException {
        try (PreparedStatement explained =
                        connection.prepareStatement("EXPLAIN " + statement.text());
                ResultSet steps = explained.executeQuery()) {
            while (steps.next()) {
                String step = steps.getString("opcode");
                if (WRITING_STEPS.contains(step)
                        || ("Transaction".equals(step) && steps.getInt("p2") > 0)) {
                    throw new BadRequest("a statement must read, and this one would write");
                }
            }
        }
    }
}
