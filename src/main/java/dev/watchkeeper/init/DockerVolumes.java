package dev.watchkeeper.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The volumes of Docker, which are walked through, and the logs that it keeps of containers with
/// its `json-file` driver.
final class DockerVolumes implements Probe {

    private static final Pattern NAME = Pattern.compile("\"Name\":\"/?([^\"\\\\]{1,100})\"");

    @Override
    public String what() {
        return "Docker volumes";
    }

    @Override
    public void look(HostView host, Survey survey) {
        for (Path volume : host.folders(host.at("/var/lib/docker/volumes"))) {
            Path data = volume.resolve("_data");
            if (Files.isDirectory(data)) {
                survey.folder(data, "Docker volume " + volume.getFileName());
            }
        }
        for (Path container : host.folders(host.at("/var/lib/docker/containers"))) {
            String name =
                    host.text(container.resolve("config.v2.json"))
                            .map(NAME::matcher)
                            .filter(Matcher::find)
                            .map(match -> match.group(1))
                            .orElse(String.valueOf(container.getFileName()));
            LogFiles.families(host, host.list(container), "output of a Docker container")
                    .forEach(log -> survey.log(log.named(name)));
        }
    }
}
