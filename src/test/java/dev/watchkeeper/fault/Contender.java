package dev.watchkeeper.fault;

import dev.watchkeeper.cli.SmallWorld;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A process that makes a patrol for each state folder that a line of its input names, and answers
/// with the exit code and whether another one was at work.
public final class Contender {

    private Contender() {}

    /// Answers until its input ends.
    ///
    /// @param arguments the folder of the world
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        var world = new SmallWorld(Path.of(arguments[0]));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String state = in.readLine(); state != null; state = in.readLine()) {
            out.println(patrol(world, state));
            out.flush();
        }
    }

    static String patrol(SmallWorld world, String state) {
        SmallWorld.Result result =
                world.plain(
                        "patrol",
                        "--config",
                        world.folder.resolve("tools.yaml").toString(),
                        "--state",
                        state,
                        "--now",
                        SmallWorld.NOW.toString());
        return result.code()
                + (result.err()
                                .contains(
                                        "Another patrol is at work on this state; nothing was done")
                        ? " busy"
                        : result.code() > 1 ? " " + result.err().strip().replace('\n', ' ') : "");
    }
}
