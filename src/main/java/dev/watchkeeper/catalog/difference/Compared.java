package dev.watchkeeper.catalog.difference;

import java.util.ArrayList;
import java.util.List;

/// What came of comparing one stream or the metrics: everything that differs at all, however likely
/// by chance.
///
/// @param quantities how many were compared, those that do not differ among them
/// @param groups how many of them were groups
/// @param orders how many of them were orders
/// @param moved those that differ
/// @param told what a log tells of changes
/// @param remarks what was not read, in sentences of our own
record Compared(
        int quantities,
        int groups,
        int orders,
        List<Moved> moved,
        List<Told> told,
        List<String> remarks) {

    static Compared none(String remark) {
        return new Compared(0, 0, 0, List.of(), List.of(), List.of(remark));
    }

    /// All of them together.
    static Compared all(List<Compared> parts) {
        var moved = new ArrayList<Moved>();
        var told = new ArrayList<Told>();
        var remarks = new ArrayList<String>();
        int quantities = 0;
        int groups = 0;
        int orders = 0;
        for (Compared part : parts) {
            quantities += part.quantities;
            groups += part.groups;
            orders += part.orders;
            moved.addAll(part.moved);
            told.addAll(part.told);
            remarks.addAll(part.remarks);
        }
        return new Compared(quantities, groups, orders, moved, told, remarks);
    }
}
