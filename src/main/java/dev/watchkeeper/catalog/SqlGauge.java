package dev.watchkeeper.catalog;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.SqlQuery;
import dev.watchkeeper.source.SqlReport;
import dev.watchkeeper.source.SqlSource;
import java.util.Map;

/// A number that SQL tells of this moment only, such as `SELECT count(*) FROM job WHERE
/// state='queued'`: the first column of the first row.
public record SqlGauge(String name, String sourceName, SqlSource source, String statement)
        implements Gauge {

    @Override
    public double now(Deadline deadline) {
        double[] found = {Double.NaN};
        SqlReport report =
                source.read(
                        new SqlQuery(statement, Map.of(), 1, deadline),
                        row -> {
                            Double number = EventNumber.of(row.values().getFirst());
                            found[0] = number == null ? Double.NaN : number;
                            return false;
                        });
        if (report.end() == SqlReport.End.DEADLINE) {
            throw new SourceUnavailable(
                    sourceName, "the statement of " + name + " did not answer in the time allowed");
        }
        return found[0];
    }
}
