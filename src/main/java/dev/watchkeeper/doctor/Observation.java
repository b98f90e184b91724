package dev.watchkeeper.doctor;

import org.jspecify.annotations.Nullable;

/// One line of the doctor.
///
/// @param what the thing, such as `stream gateway`
/// @param fact what was seen of it; may hold names that strangers gave
/// @param remedy what to type or to do, or null where nothing is to be done
public record Observation(Mark mark, String what, String fact, @Nullable String remedy) {

    static Observation ok(String what, String fact) {
        return new Observation(Mark.OK, what, fact, null);
    }

    static Observation warn(String what, String fact, String remedy) {
        return new Observation(Mark.WARN, what, fact, remedy);
    }

    static Observation fail(String what, String fact, String remedy) {
        return new Observation(Mark.FAIL, what, fact, remedy);
    }

    static Observation cannotTell(String what, String fact, @Nullable String remedy) {
        return new Observation(Mark.CANNOT_TELL, what, fact, remedy);
    }
}
