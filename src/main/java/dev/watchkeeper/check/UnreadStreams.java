package dev.watchkeeper.check;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.state.FindingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A stream that could not be read is a finding, whichever check wanted to read it.
final class UnreadStreams {

    private static final String PREFIX = "unread-";

    private UnreadStreams() {}

    /// One for each stream that no check could read now, and those that can be read again.
    static List<Finding> findings(Watch watch) {
        var findings = new ArrayList<Finding>();
        watch.unread()
                .forEach((stream, reason) ->
                        findings.add(
                                finding(
                                        watch,
                                        stream,
                                        FindingState.NEW,
                                        List.of(
                                                reason,
                                                "what happens there is unobserved, not quiet"),
                                        watch.now())));
        for (FindingStore.Stored stored : watch.findings().open()) {
            String stream = stored.finding().subject();
            if (stored.finding().id().startsWith(PREFIX) && !watch.unread().containsKey(stream)) {
                findings.add(
                        finding(
                                watch,
                                stream,
                                FindingState.RESOLVED,
                                List.of("it can be read again"),
                                stored.finding().first()));
            }
        }
        return findings;
    }

    private static Finding finding(
            Watch watch, String stream, FindingState state, List<String> facts, Instant first) {
        String name = stream.replace('_', '-');
        return new Finding(
                PREFIX + name.substring(0, Math.min(50, name.length())),
                FreshnessCheck.NAME,
                stream,
                Severity.SEV2,
                state,
                stream + " cannot be read",
                facts,
                first,
                watch.now(),
                1,
                watch.catalog().runbookFor(FreshnessCheck.NAME, stream, ""),
                null);
    }
}
