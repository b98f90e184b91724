package dev.watchkeeper.source.sqlite.wall;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/// Tells failures that a statement itself is at fault for from those of the file.
public final class StatementFault {

    private static final int LONGEST = 200;

    private StatementFault() {}

    /// What SQLite says of the statement, without what the driver puts around it; empty when the
    /// file is at fault.
    public static Optional<String> of(SQLException failure) {
        SQLiteErrorCode code = OpenMode.primary(failure);
        return code == SQLiteErrorCode.SQLITE_ERROR
                        || code == SQLiteErrorCode.SQLITE_MISMATCH
                        || code == SQLiteErrorCode.SQLITE_RANGE
                ? Optional.of(said(failure))
                : Optional.empty();
    }

    private static String said(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        int open = message.indexOf('(');
        String reason =
                open >= 0 && message.endsWith(")")
                        ? message.substring(open + 1, message.length() - 1)
                        : message;
        return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "…";
    }
}
