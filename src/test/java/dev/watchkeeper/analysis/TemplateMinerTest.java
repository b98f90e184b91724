package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateMinerTest {
    private static final List<String> NAMES =
            List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi");

    private static String only(String message) {
        TemplateMiner miner = new TemplateMiner();
        return miner.templateOf(miner.add(message)).text();
    }

    private static List<String> texts(List<String> messages) {
        TemplateMiner miner = new TemplateMiner();
        messages.forEach(miner::add);
        return miner.templates().stream().map(Template::text).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "took 35 ms for 10.0.0.7:8080           | took <*> ms for <*>",
                "job 9f86d081-884c-4d65-9a2f-eaa0c55ad015 done | job <*> done",
                "read /var/log/app.log                  | read <*>",
                "read C:\\Users\\x\\app.log             | read <*>",
                "GET https://api.example.com/v1?a=b     | GET <*>",
                "mail from bob@example.com              | mail from <*>",
                "lost db.internal.example.com           | lost <*>",
                "device 00:1B:44:11:3A:B7 and fe80::1 up | device <*> and <*> up",
                "at 2026-11-22T03:51:03.123Z it began   | at <*> it began",
                "since Sun Nov 22 03:51:03 2026 nothing | since <*> nothing",
                "retry=3, cached=true, key=null         | retry=<*>, cached=<*>, key=<*>",
                "core.2275 dumped                       | core.<*> dumped",
                "closed by Server@1f2e3d4c              | closed by Server@<*>",
                "offset -17 of 1,234,567 (12%)          | offset <*> of <*> (<*>%)",
                "accepted over ssh2                     | accepted over ssh2",
                "jk2_init() found nothing               | jk2_init() found nothing",
                "read/write error, can't go on          | read/write error, can't go on",
                "failed in java.util.concurrent.Future  | failed in java.util.concurrent.Future",
            })
    void aValueIsSeenByItsLooksAlone(String message, String template) {
        assertThat(only(message)).isEqualTo(template);
    }

    @Test
    void aWordThatVariesWhereAllElseStaysIsAValue() {
        List<String> messages =
                NAMES.stream().map(name -> "user " + name + " logged in from 10.0.0.1").toList();
        assertThat(texts(messages)).containsExactly("user <*> logged in from <*>");
    }

    @Test
    void wordsThatVaryTogetherAreValues() {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            String other = NAMES.get((i * 3 + 1) % NAMES.size());
            messages.add("volume " + NAMES.get(i) + ": secret " + other + " not found in cluster");
        }
        assertThat(texts(messages)).containsExactly("volume <*>: secret <*> not found in cluster");
    }

    @Test
    void twoStatesOfOneThingStayTwoTemplates() {
        assertThat(texts(List.of("link eth0 is up now", "link eth0 is down now"))).hasSize(2);
        assertThat(texts(List.of("node left the state RUNNING", "node left the state FAILED")))
                .hasSize(2);
        assertThat(texts(List.of("pod 1 failed: TimeoutError", "pod 2 failed: ValueError")))
                .hasSize(2);
    }

    @Test
    void listsAndQuantitiesOfAnyLengthAreOneValue() {
        assertThat(
                        texts(
                                List.of(
                                        "targets: [10.0.0.1:80]",
                                        "targets: [10.0.0.1:80, 10.0.0.2:80]",
                                        "targets: []")))
                .containsExactly("targets: [<*>]");
        assertThat(
                        texts(
                                List.of(
                                        "sent 12 bytes to peer",
                                        "sent 1033 bytes (1.01 KB) to peer",
                                        "sent 2 MB to peer")))
                .containsExactly("sent <*> to peer");
    }

    @Test
    void aUnitThatNeverVariesStays() {
        assertThat(texts(List.of("slept 3 seconds", "slept 4 seconds")))
                .containsExactly("slept <*> seconds");
    }

    @Test
    void aNameInAPlaceForNamesIsAValueEvenAlone() {
        assertThat(only("Invalid user webmaster from 10.0.0.1"))
                .isEqualTo("Invalid user <*> from <*>");
        assertThat(only("Failed password for root from 10.0.0.1"))
                .isEqualTo("Failed password for <*> from <*>");
        assertThat(only("login failed host=gateway reason=timeout"))
                .isEqualTo("login failed host=<*> reason=timeout");
        assertThat(only("Closed due to user request.")).isEqualTo("Closed due to user request.");
    }

    @Test
    void whatStandsInQuotesOrBracketsVariesAsAWhole() {
        List<String> messages =
                List.of(
                        "cron ran (run-parts /etc/cron.hourly) for its host",
                        "cron ran (/usr/lib/sa/sa1 1 1) for its host",
                        "cron ran (php cron.php) for its host",
                        "cron ran (backup --full /data) for its host");
        assertThat(texts(messages)).containsExactly("cron ran (<*>) for its host");
    }

    @Test
    void theIdComesFromTheTextAlone() {
        assertThat(Template.of("user <*> logged in").id())
                .isEqualTo(Template.of("user <*> logged in").id())
                .hasSize(10)
                .isNotEqualTo(Template.of("user <*> logged out").id());
    }

    @Test
    void theOrderOfMessagesDoesNotMatter() {
        List<String> messages = new ArrayList<>();
        for (String name : NAMES) {
            messages.add("Failed password for " + name + " from 10.0.0.3 port 22 ssh2");
            messages.add("session opened for user " + name + " by (uid=0)");
            messages.add("queue " + name + "-7 has " + name.length() + " jobs");
        }
        List<String> before = texts(messages);
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(messages, new Random(seed));
            assertThat(texts(messages)).isEqualTo(before);
        }
    }

    @Test
    void aMessageThatFitsAKnownTemplateGetsItsIdAgain() {
        Template known = Template.of("user <*> logged in from <*>");
        TemplateMiner miner = new TemplateMiner(List.of(known));
        // Alone, bob would not be seen to vary.
        assertThat(miner.templateOf(miner.add("user bob logged in from 10.0.0.1")))
                .isEqualTo(known);
        assertThat(miner.templates()).containsExactly(known);
    }

    @Test
    void ofTwoKnownTemplatesTheOneThatSaysMoreWins() {
        Template wide = Template.of("<*> <*> failed: <*>");
        Template narrow = Template.of("job <*> failed: <*>");
        TemplateMiner miner = new TemplateMiner(List.of(wide, narrow));
        assertThat(miner.templateOf(miner.add("job 7 failed: 12"))).isEqualTo(narrow);
    }

    @Test
    void aKnownTemplateDoesNotSwallowANewKindOfMessage() {
        Template known = Template.of("Failed password for <*> from <*>");
        TemplateMiner miner = new TemplateMiner(List.of(known));
        int handle = miner.add("Failed password for invalid user bob from 10.0.0.1");
        assertThat(miner.templateOf(handle)).isNotEqualTo(known);
    }

    @Test
    void onlyTheFirstLineOfAMessageCounts() {
        assertThat(only("Traceback for job 7\n  File \"x.py\", line 3\nValueError"))
                .isEqualTo("Traceback for job <*>");
        assertThat(only("\n\n  started\nmore")).isEqualTo("started");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\n", "\t\r\n", "<*>", "\u0001", "((((", "\"", "::::", "=", "-", "a=", "[",
                "...."
            })
    void oddMessagesHaveATemplateThatMatchesThem(String message) {
        TemplateMiner miner = new TemplateMiner();
        assertThat(miner.templateOf(miner.add(message)).matches(message)).isTrue();
    }

    @Test
    void garbageDoesNotHurt() {
        Random random = new Random(3);
        TemplateMiner miner = new TemplateMiner();
        for (int i = 0; i < 3_000; i++) {
            char[] garbage = new char[random.nextInt(300)];
            for (int j = 0; j < garbage.length; j++) {
                garbage[j] =
                        (char)
                                (random.nextInt(4) == 0
                                        ? random.nextInt(0x10000)
                                        : random.nextInt(128));
            }
            String message = new String(garbage);
            assertThat(miner.templateOf(miner.add(message)).text()).isNotNull();
            if (i > 50) {
                miner = new TemplateMiner();
            }
        }
    }

    @Test
    void aMessageOfAMillionCharactersIsCutShort() {
        assertThat(only("payload " + "x y 7 ".repeat(200_000)).length()).isLessThan(10_000);
        assertThat(only("payload " + "7".repeat(1_000_000))).isEqualTo("payload <*>");
        assertThat(only("[".repeat(1_000_000)).length()).isLessThan(10_000);
        assertThat(only(":".repeat(1_000_000)).length()).isLessThan(10_000);
        assertThat(only("a:".repeat(500_000)).length()).isLessThan(10_000);
        assertThat(only("1,".repeat(500_000)).length()).isLessThan(10_000);
    }

    @Test
    void memoryIsBoundedByTheNumberOfGroups() {
        TemplateMiner miner = new TemplateMiner(List.of(), 200);
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            miner.add("user " + word(random) + " logged in from 10.0.0." + i % 256);
        }
        assertThat(miner.handles()).isLessThanOrEqualTo(200);
        assertThat(miner.templates())
                .extracting(Template::text)
                .containsExactly("user <*> logged in from <*>");
    }

    @Test
    void atTheLimitFurtherKindsShareOneTemplate() {
        TemplateMiner miner = new TemplateMiner(List.of(), 200);
        Random random = new Random(1);
        int handle = 0;
        for (int i = 0; i < 20_000; i++) {
            handle = miner.add(word(random) + " " + word(random) + " " + word(random));
        }
        assertThat(miner.handles()).isLessThan(1_000);
        assertThat(miner.templateOf(handle).text()).isEqualTo("<*>");
        assertThat(miner.templateOf(handle).matches("any thing at all")).isTrue();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            word.append((char) ('g' + random.nextInt(20)));
        }
        return word.toString();
    }
}
