import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a package is made of: adds the Java runtime to the bill of materials, which Maven knows nothing
/// of, and lists everything with its licence.
///
///     java -cp 'target/lib/*' packaging/Materials.java SBOM LIBRARIES RUNTIME BILL NOTICES
///
/// Ends with 1 when a library is packaged that the bill does not know, or the other way round.
final class Materials {

    private Materials() {}

    public static void main(String[] arguments) throws IOException {
        Path sbom = Path.of(arguments[0]);
        Path libraries = Path.of(arguments[1]);
        Path runtime = Path.of(arguments[2]);
        JsonMapper json = JsonMapper.builder().build();
        var bill = (ObjectNode) json.readTree(sbom);
        same(bill, libraries);
        var release = new Properties();
        try (var reader = Files.newBufferedReader(runtime.resolve("release"))) {
            release.load(reader);
        }
        String version = release.getProperty("JAVA_RUNTIME_VERSION", release.getProperty("JAVA_VERSION")).replace("\"", "");
        String vendor = release.getProperty("IMPLEMENTOR", "OpenJDK").replace("\"", "");
        ObjectNode java = bill.withArray("components").addObject();
        java.put("type", "platform");
        java.put("bom-ref", "pkg:generic/openjdk@" + version);
        java.put("publisher", vendor);
        java.put("name", "openjdk");
        java.put("version", version);
        java.put("description", "The Java runtime, of the modules " + release.getProperty("MODULES", "").replace("\"", ""));
        java.put("cpe", "cpe:2.3:a:oracle:openjdk:" + version.replaceAll("[+].*", "") + ":*:*:*:*:*:*:*");
        java.put("purl", "pkg:generic/openjdk@" + version);
        java.withArray("licenses").addObject().putObject("license").put("name", "GPL-2.0-only WITH Classpath-exception-2.0");
        Files.writeString(Path.of(arguments[3]), json.writerWithDefaultPrettyPrinter().writeValueAsString(bill) + "\n");
        Files.writeString(Path.of(arguments[4]), notices(bill));
    }

    private static void same(JsonNode bill, Path libraries) throws IOException {
        Map<String, String> listed = new HashMap<>();
        for (JsonNode component : bill.path("components")) {
            String name = component.path("name").stringValue() + "-" + component.path("version").stringValue() + ".jar";
            listed.put(name, name);
        }
        var packaged = new TreeSet<String>();
        try (var files = Files.list(libraries)) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")).forEach(packaged::add);
        }
        var known = new TreeSet<>(listed.keySet());
        if (!known.equals(packaged)) {
            System.err.println("The bill of materials has " + known + ", the package " + packaged);
            System.exit(1);
        }
    }

    private static String notices(JsonNode bill) {
        var lines = new TreeSet<String>();
        for (JsonNode component : bill.path("components")) {
            List<String> licences = new ArrayList<>();
            for (JsonNode one : component.path("licenses")) {
                JsonNode licence = one.path("license");
                licences.add(one.has("expression") ? one.path("expression").stringValue() : licence.has("id") ? licence.path("id").stringValue() : licence.path("name").stringValue());
            }
            lines.add(component.path("name").stringValue() + " " + component.path("version").stringValue() + ": " + (licences.isEmpty() ? "see the file itself" : String.join(", ", licences)));
        }
        return "Watchkeeper comes with the following, each under its own licence. The texts are in the files\nthemselves (META-INF of a jar) and, of the Java runtime, in its folder legal.\n\n" + String.join("\n", lines) + "\n";
    }
}
