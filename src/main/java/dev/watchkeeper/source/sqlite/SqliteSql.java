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
import dev.watchkeeper.source.sqlite.wall.Database;
import dev.watchkeeper.source.sqlite.wall.Declared;
import dev.watchkeeper.source.sqlite.wall.ReadConnection;
import dev.watchkeeper.source.sqlite.wall.ReadFailed;
import dev.watchkeeper.source.sqlite.wall.ReadRows;
import dev.watchkeeper.source.sqlite.wall.ReadStatement;
import dev.watchkeeper.source.sqlite.wall.Refused;
import dev.watchkeeper.source.sqlite.wall.StatementFault;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Statements of tools.yaml over a database file that belongs to somebody else.
///
/// What keeps a statement from doing more than read, each for itself: its text ([SqlStatement]),
/// the program that SQLite compiles it to ([ReadConnection]), and the way the file is opened.
final class SqliteSql implements SqlSource {

    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_NAME = 80;

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
                Declared.BY_STATEMENT,
                connection -> {
                    try (ReadStatement prepared = prepared(connection, checked)) {
                        return columns(prepared);
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
            database.use(query.deadline(), Declared.BY_STATEMENT, run::on);
        } catch (ReadFailed e) {
            run.end =
                    switch (e.reason()) {
                        case OUT_OF_TIME -> End.DEADLINE;
                        case CORRUPT -> End.CORRUPT;
                        case TOO_LARGE -> throw database.unavailable(e);
                    };
            if (run.end == End.CORRUPT && run.rows == 0) {
                throw database.unavailable(e);
            }
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

        End on(ReadConnection connection) throws SQLException {
            if (rows > 0) {
                throw new SourceUnavailable(
                        database.name(), "the database was replaced while it was read; ask again");
            }
            try (ReadStatement prepared = prepared(connection, statement);
                    var _ = connection.alarm(query.deadline())) {
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

        private End visit(ReadStatement prepared) throws SQLException {
            try (ReadRows result = prepared.rows()) {
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

    private ReadStatement prepared(ReadConnection connection, SqlStatement statement)
            throws SQLException {
        ReadStatement prepared;
        try {
            prepared = connection.prepare(statement);
        } catch (Refused e) {
            throw new BadRequest("the statement is refused: " + e.why());
        } catch (SQLException e) {
            throw refusedOr(e, "the statement does not fit the database: ");
        }
        int parameters = prepared.parameters();
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
    private static SQLException refusedOr(SQLException failure, String what) {
        StatementFault.of(failure)
                .ifPresent(said -> {
                    throw new BadRequest(what + said);
                });
        return failure;
    }

    private static List<String> columns(ReadStatement prepared) throws SQLException {
        List<String> given = prepared.columns();
        int count = given.size();
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
            String name = given.get(i - 1);
            String base =
                    name.isBlank()
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
}
