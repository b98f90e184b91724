package dev.watchkeeper.source.git;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The objects of a repository, loose and packed. What it borrows from other repositories
/// (alternates) is elsewhere and is not read. For one thread, and for one question: packs come and
/// go.
final class ObjectStore implements AutoCloseable {

    /// More than any commit, tag or folder has.
    static final int MOST_USUAL = 16 << 20;

    private static final int SHORTEST_BEGINNING = 4;

    private final GitFolder folder;
    private final Path objects;
    private final int idLength;
    private @Nullable List<Pack> packs;

    /// @param idLength of an id in bytes: 20, or 32 with SHA-256
    ObjectStore(GitFolder folder, int idLength) {
        this.folder = folder;
        this.objects = folder.common().resolve("objects");
        this.idLength = idLength;
    }

    /// An object that is a commit, tag or tree; empty when it is not here.
    Optional<RawObject> read(String id) throws IOException {
        return read(id, MOST_USUAL);
    }

    /// @param most how many bytes it may have
    /// @throws TooLarge when it has more
    Optional<RawObject> read(String id, int most) throws IOException {
        if (!isId(id)) {
            return Optional.empty();
        }
        for (Pack pack : packs()) {
            Optional<RawObject> found = pack.read(id, most);
            if (found.isPresent()) {
                return found;
            }
        }
        return loose(id, most);
    }

    /// Whether the id has the length that ids have here.
    boolean isId(String id) {
        return id.length() == 2 * idLength && digits(id);
    }

    /// True for lower-case hexadecimal digits alone.
    static boolean digits(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /// The ids that begin with some digits, at most two.
    List<String> beginning(String digits) throws IOException {
        var found = new ArrayList<String>();
        if (digits.length() < SHORTEST_BEGINNING
                || digits.length() > 2 * idLength
                || !digits(digits)) {
            return found;
        }
        for (Pack pack : packs()) {
            pack.beginning(digits, 2, found);
        }
        String rest = digits.substring(2);
        for (Path file : folder.list(objects.resolve(digits.substring(0, 2)))) {
            String name = String.valueOf(file.getFileName());
            String id = digits.substring(0, 2) + name;
            if (name.startsWith(rest) && isId(id) && !found.contains(id) && found.size() < 2) {
                found.add(id);
            }
        }
        return found;
    }

    /// `commit 123` and a zero byte, then the object, packed as a whole.
    private Optional<RawObject> loose(String id, int most) throws IOException {
        Path file = objects.resolve(id.substring(0, 2)).resolve(id.substring(2));
        try (var channel = folder.open(file);
                var inflation = new Inflation(channel, 0)) {
            var head = new StringBuilder();
            byte[] one = new byte[1];
            while (inflation.read(one) == 1 && one[0] != 0) {
                head.append((char) (one[0] & 0xFF));
                if (head.length() > 32) {
                    throw new BrokenRepository("an object does not say what it is");
                }
            }
            String[] words = head.toString().split(" ", -1);
            if (words.length != 2 || !words[1].matches("\\d{1,18}")) {
                throw new BrokenRepository("an object does not say what it is");
            }
            long size = Long.parseLong(words[1]);
            if (size > most) {
                throw new TooLarge();
            }
            return Optional.of(
                    new RawObject(ObjectKind.named(words[0]), inflation.whole((int) size)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    private List<Pack> packs() throws IOException {
        List<Pack> known = packs;
        if (known != null) {
            return known;
        }
        var opened = new ArrayList<Pack>();
        packs = opened;
        for (Path file : folder.list(objects.resolve("pack"))) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".idx")) {
                Path pack = file.resolveSibling(name.substring(0, name.length() - 4) + ".pack");
                try {
                    opened.add(open(file, pack));
                } catch (NoSuchFileException e) {
                    // Packed anew at this moment: its objects are in another pack.
                }
            }
        }
        return opened;
    }

    private Pack open(Path indexFile, Path packFile) throws IOException {
        var indexChannel = folder.open(indexFile);
        try {
            var index = new PackIndex(indexChannel, idLength);
            return new Pack(index, folder.open(packFile), idLength);
        } catch (IOException e) {
            indexChannel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        for (Pack pack : Objects.requireNonNullElse(packs, List.<Pack>of())) {
            pack.close();
        }
    }
}
