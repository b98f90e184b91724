package dev.watchkeeper.source.sqlite.wall;

import java.util.Set;

/// The instructions of SQLite 3.54 that a program which only reads is made of
/// (sqlite.org/opcode.html). What is not listed here is refused, so that an instruction of a later
/// version is too until somebody has looked at it.
final class Opcodes {

    /// Flow, values, and moving in what is open.
    private static final Set<String> HARMLESS =
            Set.of(
                    ("Init Goto Gosub Return InitCoroutine EndCoroutine Yield Jump Once If IfNot"
                                    + " IfPos IfNotZero DecrJumpZero Halt HaltIfNull MustBeInt"
                                    + " IsType Not IsNull NotNull IsTrue ZeroOrNull Or And Eq Ne"
                                    + " Lt Le Gt Ge ElseEq Compare Permutation Noop Explain"
                                    + " ReleaseReg BeginSubrtn Integer Int64 Real String String8"
                                    + " Null SoftNull Blob Variable Move Copy SCopy IntCopy AddImm"
                                    + " RealAffinity Cast Affinity TypeCheck Add Subtract Multiply"
                                    + " Divide Remainder Concat BitAnd BitOr BitNot ShiftLeft"
                                    + " ShiftRight CollSeq OffsetLimit ClrSubtype GetSubtype"
                                    + " SetSubtype ResultRow MakeRecord MemMax RowSetAdd"
                                    + " RowSetRead RowSetTest Filter FilterAdd Rewind Last Next"
                                    + " Prev Sort SorterSort SorterNext SorterCompare SorterData"
                                    + " SeekLT SeekLE SeekGE SeekGT SeekRowid SeekScan SeekHit"
                                    + " SeekEnd NotExists Found NotFound NoConflict IfNoHope"
                                    + " IfNotOpen IfNullRow IfSizeBetween IfEmpty NullRow Column"
                                    + " RowData Rowid IdxRowid DeferredSeek FinishSeek IdxLE IdxGT"
                                    + " IdxLT IdxGE Count Sequence SequenceTest ColumnsUsed"
                                    + " CursorHint Close VFilter VColumn VNext VInitIn")
                            .split(" "));

    /// They open a cursor on something that lives in memory for this statement alone.
    static final Set<String> OPENING_EPHEMERAL =
            Set.of("OpenEphemeral", "OpenAutoindex", "OpenDup", "OpenPseudo", "SorterOpen");

    /// They open a cursor on a page of a database file.
    static final Set<String> OPENING_FILE = Set.of("OpenRead", "ReopenIdx");

    /// They change what the cursor in P1 stands on.
    static final Set<String> CHANGING =
            Set.of(
                    "Insert",
                    "Delete",
                    "IdxInsert",
                    "IdxDelete",
                    "SorterInsert",
                    "NewRowid",
                    "ResetSorter");

    /// They call the function whose name and number of arguments stand in P4.
    static final Set<String> CALLING =
            Set.of(
                    "Function",
                    "PureFunc",
                    "AggStep",
                    "AggStep1",
                    "AggInverse",
                    "AggValue",
                    "AggFinal");

    private Opcodes() {}

    static boolean harmless(String opcode) {
        return HARMLESS.contains(opcode);
    }
}
