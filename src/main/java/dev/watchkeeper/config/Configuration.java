package dev.watchkeeper.config;

import dev.watchkeeper.access.AccessConfig;
import dev.watchkeeper.audit.AuditSettings;
import dev.watchkeeper.catalog.ApiConfig;
import dev.watchkeeper.catalog.ChangeStreamConfig;
import dev.watchkeeper.catalog.CollectConfig;
import dev.watchkeeper.catalog.EventStreamConfig;
import dev.watchkeeper.catalog.InvariantConfig;
import dev.watchkeeper.catalog.LogStreamConfig;
import dev.watchkeeper.catalog.MeasureConfig;
import dev.watchkeeper.catalog.QueueConfig;
import dev.watchkeeper.catalog.RunbookConfig;
import dev.watchkeeper.catalog.SloConfig;
import dev.watchkeeper.catalog.SqlToolConfig;
import dev.watchkeeper.check.ChecksConfig;
import dev.watchkeeper.check.IgnoreConfig;
import dev.watchkeeper.investigate.InvestigateConfig;
import dev.watchkeeper.notify.HeartbeatConfig;
import dev.watchkeeper.notify.NotifierConfig;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Named;
import dev.watchkeeper.source.SourceConfig;
import dev.watchkeeper.trigger.PatrolConfig;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that tools.yaml says. Maps keep the order of the file; every name in it that points to
/// another is known to exist.
@Doc("what this host's Claude may see, and what is watched")
public record Configuration(
        @Doc("the zone of times that name none, and of local times in texts for people")
                @Default("UTC")
                ZoneId timezone,
        @Doc("what holds the data, by name") Map<String, SourceConfig> sources,
        @Doc("log streams by name") Map<String, LogStreamConfig> logs,
        @Doc("event streams by name") Map<String, EventStreamConfig> events,
        @Doc("queues by name") Map<String, QueueConfig> queues,
        @Doc("APIs that the service calls, by name") Map<String, ApiConfig> apis,
        @Doc("numbers over time, by name") Map<String, MeasureConfig> metrics,
        @Doc("what was changed and when: deploys, commits, restarts, by name")
                Map<String, ChangeStreamConfig> changes,
        @Doc("objectives: the share of events that shall be good, by name")
                Map<String, SloConfig> slos,
        @Doc("what must hold in a database, by name") Map<String, InvariantConfig> invariants,
        @Doc("what is sampled into Watchkeeper's own state") @Default("{}") CollectConfig collect,
        @Doc("what is watched, and over what time") @Default("{}") ChecksConfig checks,
        @Doc("kinds of messages that need no attention") List<IgnoreConfig> ignores,
        @Doc("what to do when a check finds something, by name")
                Map<String, RunbookConfig> runbooks,
        @Doc("questions of your own over SQL sources, as tools, by name")
                Map<String, SqlToolConfig> tools,
        @Doc("named selections of tools") Map<String, List<String>> toolsets,
        @Doc("what is hidden in everything that leaves") @Default("{}") RedactionConfig redaction,
        @Doc("who may come in, and what they see") @Default("{}") AccessConfig access,
        @Doc("the record of all calls") @Default("{}") AuditSettings audit,
        @Doc("channels that tell a person, by name") @Named("notify")
                Map<String, NotifierConfig> notifiers,
        @Doc("who investigates, and what that may cost") @Default("{}")
                InvestigateConfig investigate,
        @Doc("how often people hear of the same thing, and when a diagnosis is late") @Default("{}")
                PatrolConfig patrol,
        @Doc("who is told that the watch is alive: a dead man's switch elsewhere")
                @Nullable HeartbeatConfig heartbeat) {

    /// What is no mistake, but should be known to whoever keeps the file, as sentences.
    public List<String> remarks(LocalDate today) {
        return ignores.stream()
                .filter(ignore -> ignore.ended(today))
                .map(ignore ->
                        "the ignore of \""
                                + ignore.pattern()
                                + "\" by "
                                + ignore.by()
                                + " ended on "
                                + ignore.until()
                                + " and hides nothing any more")
                .toList();
    }
}
