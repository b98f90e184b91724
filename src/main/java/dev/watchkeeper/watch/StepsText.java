package dev.watchkeeper.watch;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.investigate.Step;
import java.util.ArrayList;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The steps of an investigation as they happen, for a person who watches.
public final class StepsText implements TaskRun.Listener {

    private static final int LONGEST_ARGUMENTS = 110;

    private static final int LONGEST_VALUE = 40;
    private static final Pattern TIME_OF_DAY =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T(\\d{2}:\\d{2}:\\d{2})(\\.\\d+)?Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Talk talk;

    public StepsText(Talk talk) {
        this.talk = talk;
    }

    @Override
    public void chose(String sentence) {
        talk.say(sentence);
    }

    @Override
    public void step(Step step) {
        String arguments =
                Characters.cut(Characters.line(brief(step.arguments())), LONGEST_ARGUMENTS).text();
        talk.say(
                String.format(
                        "  %2d  %-18s %5d ms  %s%s",
                        step.number(),
                        step.tool(),
                        step.took().toMillis(),
                        step.ok() ? "" : "refused ",
                        arguments));
    }

    /// The arguments that say what is asked, as `name=value`: times of day alone, long values left
    /// out.
    private static String brief(String json) {
        JsonNode arguments;
        try {
            arguments = JSON.readTree(json);
        } catch (JacksonException e) {
            // a report is longer than a step keeps of it
            return "";
        }
        var shown = new ArrayList<String>();
        for (var argument : arguments.properties()) {
            JsonNode value = argument.getValue();
            String text = value.isString() ? value.stringValue() : value.toString();
            if (argument.getKey().equals("title")
                    || (!value.isContainer() && text.length() <= LONGEST_VALUE)) {
                shown.add(argument.getKey() + "=" + TIME_OF_DAY.matcher(text).replaceAll("$1"));
            }
        }
        return String.join(" ", shown);
    }
}
