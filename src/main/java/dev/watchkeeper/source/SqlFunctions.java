package dev.watchkeeper.source;

import java.util.Locale;
import java.util.Set;

/// The functions of SQLite that a statement may call: those that make a value of their arguments
/// and do nothing else (sqlite.org/lang_corefunc.html, lang_datefunc.html, lang_mathfunc.html,
/// lang_aggfunc.html, windowfunctions.html, json1.html). What loads code, writes a log, tells of
/// the inside of the engine or takes memory by itself is not among them.
public final class SqlFunctions {

    /// Tables that are made of an argument.
    public static final Set<String> TABLE_VALUED = Set.of("json_each", "json_tree");

    private static final Set<String> HARMLESS =
            Set.of(
                    ("abs char coalesce concat concat_ws format glob hex if ifnull iif instr length"
                                    + " like likelihood likely lower ltrim max min nullif"
                                    + " octet_length printf quote random randomblob replace round"
                                    + " rtrim sign sqlite_version substr substring trim typeof"
                                    + " unhex unicode unistr unlikely upper zeroblob subtype"
                                    + " date time datetime julianday unixepoch strftime timediff"
                                    + " current_date current_time current_timestamp"
                                    + " acos acosh asin asinh atan atan2 atanh atn2 ceil ceiling"
                                    + " cos cosh degrees exp floor ln log log10 log2 mod pi pow"
                                    + " power radians sin sinh sqrt square tan tanh trunc"
                                    + " avg count group_concat string_agg sum total median"
                                    + " percentile percentile_cont percentile_disc stdev variance"
                                    + " mode lower_quartile upper_quartile"
                                    + " row_number rank dense_rank percent_rank cume_dist ntile"
                                    + " lag lead first_value last_value nth_value"
                                    + " -> ->> json json_array json_array_insert"
                                    + " json_array_length json_error_position json_extract"
                                    + " json_group_array json_group_object json_insert json_object"
                                    + " json_patch json_pretty json_quote json_remove"
                                    + " json_replace json_set json_type json_valid jsonb"
                                    + " jsonb_array jsonb_array_insert jsonb_extract"
                                    + " jsonb_group_array jsonb_group_object jsonb_insert"
                                    + " jsonb_object jsonb_patch jsonb_remove jsonb_replace"
                                    + " jsonb_set"
                                    + " bm25 highlight match snippet")
                            .split(" "));

    private SqlFunctions() {}

    /// Their names, in lower case.
    static Set<String> all() {
        return HARMLESS;
    }

    /// True for a function that may be called, in whatever case its name is written.
    public static boolean harmless(String name) {
        return HARMLESS.contains(name.toLowerCase(Locale.ROOT));
    }
}
