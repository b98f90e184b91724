package dev.watchkeeper.source.sqlite.wall;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which table begins on which page of the database file, as its schema says. Names are in lower
/// case, since SQLite does not tell them apart by case.
final class Catalogue {

    private final Map<Integer, String> tables = new HashMap<>();
    private final Map<String, String> kinds = new HashMap<>();

    static Catalogue of(Connection connection) throws SQLException {
        var catalogue = new Catalogue();
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT type, tbl_name, rootpage FROM main.sqlite_schema");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (rows.getInt(3) > 0) {
                    catalogue.tables.put(rows.getInt(3), lower(rows.getString(2)));
                }
            }
        }
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT name, type FROM pragma_table_list WHERE schema = 'main'");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                catalogue.kinds.put(lower(rows.getString(1)), rows.getString(2));
            }
        }
        return catalogue;
    }

    static String lower(@Nullable String name) {
        return String.valueOf(name).toLowerCase(Locale.ROOT);
    }

    /// The table that begins on a page, or whose index does.
    ///
    /// @throws Refused for those that are SQLite's own
    String tableAt(int page) throws Refused {
        String table = page == 1 ? "sqlite_schema" : tables.get(page);
        if (table == null) {
            throw new Refused("it reads page " + page + ", on which no table begins");
        }
        if (table.startsWith("sqlite_")) {
            throw new Refused("it reads " + table + ", which is SQLite's own");
        }
        if ("shadow".equals(kinds.get(table))) {
            throw new Refused("it reads " + table + ", which is inside of a virtual table");
        }
        return table;
    }

    Set<String> virtualTables() {
        var names = new HashSet<String>();
        kinds.forEach((name, kind) -> {
            if ("virtual".equals(kind)) {
                names.add(name);
            }
        });
        return names;
    }

    /// Looks at what a statement names, without regard to what it is compiled to: of a view that is
    /// listed the tables behind it may be read, but not be named.
    ///
    /// @param names in lower case, those of columns among them
    /// @throws Refused when one is that of a table that is not listed or belongs to nobody
    void requireNamed(Collection<String> names, Declared listed) throws Refused {
        for (String name : names) {
            String kind = kinds.get(name);
            if ("shadow".equals(kind)) {
                throw new Refused("it names " + name + ", which is inside of a virtual table");
            }
            if (kind != null && !listed.has(name)) {
                throw new Refused("it names the table " + name + ", which is not declared");
            }
        }
    }

    boolean isView(String table) {
        return "view".equals(kinds.get(table));
    }
}
