package dev.watchkeeper.init;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the probes found. Not thread-safe.
final class Survey {

    private final List<Service> services = new ArrayList<>();
    private final Map<Path, String> folders = new LinkedHashMap<>();
    private final Map<Path, LogFamily> logs = new LinkedHashMap<>();
    private final Map<Path, DatabaseFile> databases = new LinkedHashMap<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<GitCheckout> checkouts = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();

    /// Something that was looked at and is not proposed.
    ///
    /// @param what a path, or a path and a table
    /// @param why a clause
    record LeftOut(String what, String why) {}

    /// The same as the probes left it, before anything was read.
    Survey withoutLeftOut() {
        var survey = new Survey();
        survey.services.addAll(services);
        survey.folders.putAll(folders);
        survey.logs.putAll(logs);
        survey.databases.putAll(databases);
        survey.sightings.addAll(sightings);
        survey.checkouts.addAll(checkouts);
        survey.limits.addAll(limits);
        return survey;
    }

    void service(Service service) {
        services.add(service);
    }

    List<Service> services() {
        return Collections.unmodifiableList(services);
    }

    /// A folder that has to be walked through, and to whom it belongs.
    void folder(Path folder, String owner) {
        folders.putIfAbsent(folder, owner);
    }

    Map<Path, String> folders() {
        return Collections.unmodifiableMap(folders);
    }

    void log(LogFamily family) {
        logs.putIfAbsent(family.path(), family);
    }

    List<LogFamily> logs() {
        return List.copyOf(logs.values());
    }

    void database(DatabaseFile file) {
        databases.putIfAbsent(file.path(), file);
    }

    List<DatabaseFile> databases() {
        return List.copyOf(databases.values());
    }

    void sighting(Sighting sighting) {
        sightings.add(sighting);
    }

    List<Sighting> sightings() {
        return Collections.unmodifiableList(sightings);
    }

    void checkout(GitCheckout checkout) {
        checkouts.add(checkout);
    }

    List<GitCheckout> checkouts() {
        return Collections.unmodifiableList(checkouts);
    }

    void leaveOut(String what, String why) {
        leftOut.add(new LeftOut(what, why));
    }

    List<LeftOut> leftOut() {
        return Collections.unmodifiableList(leftOut);
    }

    /// A sentence about what was not looked at.
    void limit(String sentence) {
        limits.add(sentence);
    }

    List<String> limits() {
        return Collections.unmodifiableList(limits);
    }

    /// To whom a file belongs: the service that writes it or works in the folder above it, else the
    /// folder that it was found in.
    Owner owner(Path file) {
        for (Service service : services) {
            if (service.outputs().contains(file)) {
                return Owner.of(service);
            }
        }
        return services.stream()
                .filter(service ->
                        service.folder() != null
                                && service.folder().getNameCount() > 1
                                && file.startsWith(service.folder()))
                .max(Comparator.comparingInt(service -> depth(service.folder())))
                .map(Owner::of)
                .orElseGet(() -> folderOf(file));
    }

    private static int depth(@Nullable Path folder) {
        return folder == null ? 0 : folder.getNameCount();
    }

    private Owner folderOf(Path file) {
        return folders.entrySet().stream()
                .filter(folder -> file.startsWith(folder.getKey()))
                .max(Comparator.comparingInt(folder -> folder.getKey().getNameCount()))
                .map(folder -> new Owner(folder.getValue(), folder.getValue(), null))
                .orElseGet(() -> new Owner(file.toString(), file.toString(), null));
    }
}
