package dev.watchkeeper.source.sqlite.wall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class OpenModeTest {

    @Test
    void theFailuresOfAnUnwritableFolderLeadToTheFallback() {
        assertThat(
                        OpenMode.lacksSharedMemory(
                                new SQLiteException("", SQLiteErrorCode.SQLITE_READONLY_DIRECTORY)))
                .isTrue();
        assertThat(
                        OpenMode.lacksSharedMemory(
                                new SQLiteException("", SQLiteErrorCode.SQLITE_CANTOPEN)))
                .isTrue();
        assertThat(OpenMode.lacksSharedMemory(new SQLiteException("", SQLiteErrorCode.SQLITE_BUSY)))
                .isFalse();
    }
}
