package dev.watchkeeper.init;

import dev.watchkeeper.disclosure.Characters;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a proposal: what was chosen as entries, with what was seen of each, the rest as comments.
final class ProposalText {

    private static final int MOST_LEFT_OUT = 60;

    private final HostView host;
    private final Survey survey;
    private final List<Draft> drafts;
    private final ZoneId zone;
    private final Set<String> chosen;
    private final String topic;
    private final YamlText yaml = new YamlText();
    private final FreeNames names = new FreeNames();

    ProposalText(
            HostView host,
            Survey survey,
            List<Draft> drafts,
            ZoneId zone,
            Set<String> chosen,
            String topic) {
        this.host = host;
        this.survey = survey;
        this.drafts = drafts;
        this.zone = zone;
        this.chosen = chosen;
        this.topic = topic;
    }

    Proposal proposal() {
        List<NamedDraft> all = drafts.stream().map(this::named).toList();
        List<NamedDraft> awake = all.stream().filter(one -> one.asleep() == null).toList();
        heading();
        List<String> watched = new Entries(yaml, host.now(), new ChangeDrafts(host, survey, names)).write(awake);
        watch();
        notAwake(all.stream().filter(one -> one.asleep() != null).toList());
        services();
        sightings();
        List<String> leftOut = leftOut(all);
        List<String> remarks = remarks();
        return new Proposal(yaml.toString(), watched, leftOut, remarks);
    }

    private NamedDraft named(Draft draft) {
        String folder = draft.owner().key().substring(draft.owner().key().lastIndexOf('/') + 1);
        String base =
                draft.type().equals("sqlite")
                        ? Globs.name(draft.file())
                        : draft.streams().getFirst().name() + "-log";
        return new NamedDraft(
                draft,
                names.source(base, folder),
                draft.streams().stream()
                        .map(stream -> names.stream(stream.name(), folder))
                        .toList(),
                draft.jobs().stream().map(jobs -> names.stream(jobs.name(), folder)).toList(),
                asleep(draft));
    }

    private @Nullable String asleep(Draft draft) {
        if (!chosen.contains(draft.owner().key())) {
            return "not chosen";
        }
        Instant newest = draft.newest();
        if (newest == null && draft.jobs().isEmpty()) {
            return "nothing was written there yet";
        }
        boolean others =
                drafts.stream()
                        .filter(other -> other.owner().key().equals(draft.owner().key()))
                        .map(Draft::newest)
                        .anyMatch(time -> time != null && Liveliness.of(time, host.now()).alive());
        return newest != null && !Liveliness.of(newest, host.now()).alive() && others
                ? "last written " + Words.ago(newest, host.now())
                : null;
    }

    private void heading() {
        yaml.comment(
                        0,
                        "What Claude may see of this host, and what is watched. Proposed by watchkeeper init at "
                                + host.now().truncatedTo(ChronoUnit.SECONDS)
                                + ", which read files and wrote nothing but this one.")
                .comment(
                        0,
                        "Each entry says what was seen. Delete what you do not want, rename what you like, then run:"
                                + " watchkeeper check, watchkeeper doctor")
                .blank()
                .comment(0, zoneSeen())
                .line(0, "timezone: " + YamlText.scalar(zone.getId()))
                .blank();
    }

    private String zoneSeen() {
        ZoneId own = HostZone.of(host);
        return own.equals(zone)
                ? "The zone of times that name none: that of this host. Where an application writes UTC without"
                        + " saying so, UTC belongs here."
                : "The zone of times that name none. This host has "
                        + own
                        + ", but the newest entries agree with the changes of their files only when they are read as "
                        + zone
                        + ".";
    }

    private void watch() {
        yaml.comment(
                        0,
                        "How far back a check looks, and what it compares that with. Silence of a stream is a finding"
                                + " by the stream's own habit; expect_every: 10m in a stream says it outright.")
                .line(0, "checks: {window: 2h, baseline: 14d}")
                .blank()
                .comment(
                        0,
                        "Who is told. Whoever knows a topic of ntfy reads along: this one was made up just now.")
                .line(0, "notify:")
                .line(1, "terminal: {type: console}")
                .block(
                        1,
                        List.of(
                                "phone: {type: ntfy, url: \"https://ntfy.sh/"
                                        + topic
                                        + "\", min: SEV3}"))
                .blank()
                .comment(
                        0,
                        "Who investigates: claude where it is installed and logged in, else rules without a model.")
                .line(0, "investigate:")
                .line(1, "investigator: auto")
                .line(
                        1,
                        "budget: {turns: 30, minutes: 3, dollars_per_run: 1.00, dollars_per_day: 5.00, runs_per_hour:"
                                + " 4}");
    }

    private void notAwake(List<NamedDraft> some) {
        if (some.isEmpty()) {
            return;
        }
        yaml.blank()
                .comment(
                        0,
                        "Found, and not watched as it stands. Move what you want to its section above.");
        for (NamedDraft one : some) {
            yaml.blank().comment(0, one.draft().file() + ": " + one.asleep() + ".");
            var text = new YamlText();
            var _ = new Entries(text, host.now(), null).write(List.of(one));
            yaml.block(
                    0,
                    text.toString()
                            .lines()
                            .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                            .toList());
        }
    }

    private void services() {
        if (survey.services().isEmpty()) {
            return;
        }
        yaml.blank().comment(0, "Services that were set up here.");
        for (Service service : survey.services()) {
            boolean seen =
                    drafts.stream().anyMatch(draft -> draft.owner().words().equals(service.name()));
            yaml.comment(
                    0,
                    "- "
                            + service.name()
                            + (service.folder() == null ? "" : ", works in " + service.folder())
                            + ", runs as "
                            + (service.user() == null ? "root" : service.user())
                            + (seen
                                    ? ""
                                    : ". No log or database of it was found: what it prints goes to the journal, which is"
                                            + " not read yet; StandardOutput=append:/var/log/NAME.log in its unit makes"
                                            + " it a file"));
        }
    }

    private void sightings() {
        for (Sighting sighting : survey.sightings()) {
            yaml.blank().comment(0, sighting.heading() + ".");
            sighting.lines().forEach(line -> yaml.comment(0, "- " + line));
            yaml.block(0, sighting.block());
        }
    }

    private List<String> leftOut(List<NamedDraft> all) {
        var lines = new ArrayList<String>();
        all.stream()
                .filter(one -> one.asleep() != null)
                .forEach(one ->
                        lines.add(Characters.line(one.draft().file() + ": " + one.asleep())));
        for (Survey.LeftOut out : survey.leftOut()) {
            lines.add(Characters.line(out.what() + ": " + out.why()));
        }
        if (!survey.leftOut().isEmpty()) {
            yaml.blank().comment(0, "Looked at and left out.");
            survey.leftOut().stream()
                    .limit(MOST_LEFT_OUT)
                    .forEach(out -> yaml.comment(0, "- " + out.what() + ": " + out.why()));
            if (survey.leftOut().size() > MOST_LEFT_OUT) {
                yaml.comment(0, "- and " + (survey.leftOut().size() - MOST_LEFT_OUT) + " more");
            }
        }
        return List.copyOf(lines);
    }

    private List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (!host.denied().isEmpty()) {
            remarks.add(
                    "This user may not read "
                            + Words.some(host.denied().stream().map(Path::toString).toList(), 6)
                            + ". To look there too: sudo watchkeeper init, or give this user the application's group.");
        }
        remarks.addAll(survey.limits());
        if (!remarks.isEmpty()) {
            yaml.blank();
            remarks.forEach(remark -> yaml.comment(0, remark));
        }
        return remarks.stream().map(Characters::line).toList();
    }
}
