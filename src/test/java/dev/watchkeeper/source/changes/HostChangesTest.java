package dev.watchkeeper.source.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ChangeSource;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostChangesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final TimeRange ALL = TimeRange.before(NOW, Duration.ofDays(400));

    @TempDir @Nullable Path temp;

    private Path root = Path.of("");

    @BeforeEach
    void machine() throws IOException {
        root = java.util.Objects.requireNonNull(temp).toRealPath().resolve("machine");
        Files.createDirectories(root.resolve("var/log"));
        Files.createDirectories(root.resolve("proc"));
    }

    private void write(String path, String text, String time) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
    }

    private ChangeSource opened(Set<Watched> watch, List<String> files, List<String> certificates) {
        return new HostChanges.Config(watch, files, certificates, root.toString())
                .open(
                        new SourceContext(
                                "machine",
                                ZoneOffset.UTC,
                                InstantSource.fixed(NOW),
                                root,
                                root.resolve("indexes")))
                .changes("host")
                .orElseThrow();
    }

    private record Seen(List<Change> changes, ReadReport report) {
        List<String> lines() {
            return changes.stream()
                    .map(each ->
                            each.time()
                                    + " "
                                    + each.kind().word()
                                    + " "
                                    + each.subject()
                                    + " | "
                                    + each.version()
                                    + " | "
                                    + each.text())
                    .toList();
        }
    }

    private static Seen all(ChangeSource source, TimeRange range) {
        var changes = new ArrayList<Change>();
        ReadReport report = source.changes(range, changes::add);
        return new Seen(changes, report);
    }

    @Test
    void packagesAreReadFromTheLogOfDpkgAndItsPackedPredecessor() throws IOException {
        write(
                "var/log/dpkg.log",
                """
                2026-11-20 06:12:01 startup archives unpack
                2026-11-20 06:12:01 upgrade libc6:amd64 2.36-9 2.36-10
                2026-11-20 06:12:02 status half-configured libc6:amd64 2.36-9
                2026-11-20 06:12:03 install jq:amd64 <none> 1.6-2.1
                2026-11-20 06:12:04 remove nano:amd64 7.2-1 <none>
                """,
                "2026-11-20T06:12:04Z");
        Path packed = root.resolve("var/log/dpkg.log.1.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(
                    "2026-10-02 06:00:00 upgrade openssl:amd64 3.0.1 3.0.2\n"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        assertThat(all(opened(Set.of(Watched.PACKAGES), List.of(), List.of()), ALL).lines())
                .containsExactly(
                        "2026-11-20T06:12:04Z package nano | null | remove nano 7.2-1",
                        "2026-11-20T06:12:03Z package jq | 1.6-2.1 | install jq 1.6-2.1",
                        "2026-11-20T06:12:01Z package libc6 | 2.36-10 | upgrade libc6 2.36-9 to"
                                + " 2.36-10",
                        "2026-10-02T06:00:00Z package openssl | 3.0.2 | upgrade openssl 3.0.1 to"
                                + " 3.0.2");
    }

    @Test
    void packagesAreReadFromTheLogsOfDnfAndPacman() throws IOException {
        write(
                "var/log/dnf.rpm.log",
                """
                2026-11-20T06:12:01+0000 INFO --- logging initialized ---
                2026-11-20T06:12:02+0100 SUBDEBUG Upgrade: openssl-1:3.0.7-18.el9.x86_64
                """,
                "2026-11-20T06:12:04Z");
        write(
                "var/log/pacman.log",
                "[2026-11-20T06:13:01+0000] [ALPM] upgraded curl (8.1-1 -> 8.2-1)\n",
                "2026-11-20T06:12:04Z");

        assertThat(all(opened(Set.of(Watched.PACKAGES), List.of(), List.of()), ALL).lines())
                .containsExactly(
                        "2026-11-20T06:13:01Z package curl | 8.2-1 | upgraded curl 8.1-1 to 8.2-1",
                        "2026-11-20T05:12:02Z package openssl | 1:3.0.7-18.el9 | Upgrade openssl"
                                + " 1:3.0.7-18.el9");
    }

    @Test
    void startsAndFailuresOfServicesAreReadFromSyslogAndSessionsAreNot() throws IOException {
        write(
                "var/log/syslog",
                """
                Nov 20 10:00:00 vps systemd[1]: Stopped gateway.service - The gateway.
                Nov 20 10:00:01 vps systemd[1]: Started gateway.service - The gateway.
                Nov 20 10:00:02 vps systemd[1]: Started session-4.scope - Session 4 of User root.
                Nov 20 10:00:03 vps systemd[900]: Started evil.service - Of a user.
                Nov 20 10:00:04 vps gateway[17]: systemd[1]: Started fake.service - Forged.
                Nov 20 10:00:05 vps systemd[1]: worker.service: Failed with result 'exit-code'.
                2026-11-20T10:00:06.500000+00:00 vps systemd[1]: Started The old kind of unit.
                2026-11-20T10:00:07.500000+00:00 vps systemd[1]: Finished logrotate.service - Rotate.
                """,
                "2026-11-20T10:01:00Z");

        assertThat(all(opened(Set.of(Watched.SERVICES), List.of(), List.of()), ALL).lines())
                .containsExactly(
                        "2026-11-20T10:00:06.500Z service The old kind of unit | null | Started The"
                                + " old kind of unit",
                        "2026-11-20T10:00:05Z service worker.service | null | worker.service:"
                                + " Failed with result 'exit-code'",
                        "2026-11-20T10:00:01Z service gateway.service | null | Started"
                                + " gateway.service",
                        "2026-11-20T10:00:00Z service gateway.service | null | Stopped"
                                + " gateway.service");
    }

    @Test
    void rebootsAreThoseOfWtmpAndTheKernelsOwn() throws IOException {
        Instant kernel = Instant.parse("2026-11-19T03:00:05Z");
        write("proc/stat", "cpu 1 2 3\nbtime " + kernel.getEpochSecond() + "\n", NOW.toString());
        var records = new ByteArrayOutputStream();
        records.write(record((short) 2, Instant.parse("2026-09-01T00:00:00Z")));
        records.write(record((short) 7, Instant.parse("2026-09-02T00:00:00Z")));
        records.write(record((short) 2, kernel.minusSeconds(3)));
        Files.write(root.resolve("var/log/wtmp"), records.toByteArray());

        assertThat(all(opened(Set.of(Watched.REBOOTS), List.of(), List.of()), ALL).lines())
                .containsExactly(
                        "2026-11-19T03:00:02Z reboot host | null | the machine was started",
                        "2026-09-01T00:00:00Z reboot host | null | the machine was started");
    }

    private static byte[] record(short type, Instant time) {
        var record = ByteBuffer.allocate(384).order(ByteOrder.nativeOrder());
        record.putShort(0, type);
        record.putInt(340, (int) time.getEpochSecond());
        return record.array();
    }

    @Test
    void filesTellWhenTheyWereLastWrittenAndLinksThatLeadOutTellNothing() throws IOException {
        write("etc/cron.d/backup", "0 3 * * * root backup\n", "2026-11-18T09:00:00Z");
        write("etc/systemd/system/vacuum.timer", "[Timer]\n", "2026-11-17T09:00:00Z");
        write("etc/systemd/system/gateway.service", "[Service]\n", "2026-11-16T09:00:00Z");
        write("srv/app/app.conf", "a=1\n", "2026-11-15T09:00:00Z");
        write("srv/app/app-1.conf", "another\n", "2026-11-15T10:00:00Z");
        write("secret/key", "s\n", "2026-11-15T09:00:00Z");
        Files.createSymbolicLink(root.resolve("etc/cron.d/link"), root.resolve("secret/key"));

        Seen seen =
                all(
                        opened(
                                Set.of(Watched.SCHEDULE),
                                List.of("srv/app/app.conf", "srv/app/none.conf"),
                                List.of()),
                        ALL);

        assertThat(seen.lines())
                .containsExactly(
                        "2026-11-18T09:00:00Z schedule "
                                + root
                                + "/etc/cron.d/backup | null | last written, 22 bytes",
                        "2026-11-17T09:00:00Z schedule "
                                + root
                                + "/etc/systemd/system/vacuum.timer | null | last written, 8 bytes",
                        "2026-11-16T09:00:00Z configuration "
                                + root
                                + "/etc/systemd/system/gateway.service | null | last written, 10"
                                + " bytes",
                        "2026-11-15T09:00:00Z configuration "
                                + root
                                + "/srv/app/app.conf | null | last written, 4 bytes");
        assertThat(seen.report().remarks())
                .containsExactly(
                        "source machine: no file matches "
                                + root
                                + "/srv/app/none.conf; correct path, or let the application write"
                                + " there first");
    }

    @Test
    void aFileThatIsNoCertificateIsSaidToBeNone() throws IOException {
        write("etc/tls/app.pem", "nothing\n", "2026-11-15T09:00:00Z");

        Seen seen = all(opened(Set.of(), List.of(), List.of("etc/tls/*.pem")), ALL);

        assertThat(seen.changes()).isEmpty();
        assertThat(seen.report().remarks())
                .containsExactly("A file of etc/tls/*.pem holds no certificate in PEM.");
    }

    @Test
    void whatIsNotThereIsSaid() {
        Seen seen =
                all(
                        opened(
                                Set.of(Watched.PACKAGES, Watched.SERVICES, Watched.REBOOTS),
                                List.of(),
                                List.of()),
                        ALL);

        assertThat(seen.report().remarks())
                .containsExactly(
                        "No log tells of packages: there is none of "
                                + root
                                + "/var/log/dpkg.log, "
                                + root
                                + "/var/log/dnf.rpm.log, "
                                + root
                                + "/var/log/pacman.log.",
                        "No log tells of services: there is none of "
                                + root
                                + "/var/log/syslog, "
                                + root
                                + "/var/log/messages; the journal is binary and is not read.",
                        "When this machine was started is not known.");
        assertThat(seen.report().complete()).isTrue();
    }

    @Test
    void eachChangeIsFoundAgainByItsReference() throws IOException {
        write(
                "var/log/dpkg.log",
                "2026-11-20 06:12:01 upgrade libc6:amd64 2.36-9 2.36-10\n",
                "2026-11-20T06:12:04Z");
        write("proc/stat", "btime 1790000000\n", NOW.toString());
        write("etc/crontab", "x\n", "2026-11-18T09:00:00Z");
        ChangeSource source =
                opened(
                        Set.of(Watched.PACKAGES, Watched.REBOOTS, Watched.SCHEDULE),
                        List.of(),
                        List.of());

        List<Change> changes = all(source, ALL).changes();

        assertThat(changes).hasSize(3);
        assertThat(changes)
                .allSatisfy(change ->
                        assertThat(
                                        source.detail(
                                                change.ref(),
                                                Deadline.after(Duration.ofSeconds(5))))
                                .hasValueSatisfying(
                                        detail -> assertThat(detail.change()).isEqualTo(change)));
    }
}
