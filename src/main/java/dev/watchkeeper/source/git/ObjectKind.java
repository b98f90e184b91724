package dev.watchkeeper.source.git;

/// What an object of a repository is. The order is that of its numbers in a pack, from 1 on.
enum ObjectKind {
    COMMIT,
    TREE,
    BLOB,
    TAG;

    static ObjectKind numbered(int number) throws BrokenRepository {
        if (number < 1 || number > values().length) {
            throw new BrokenRepository("an object is of an unknown kind");
        }
        return values()[number - 1];
    }

    static ObjectKind named(String word) throws BrokenRepository {
        return switch (word) {
            case "commit" -> COMMIT;
            case "tree" -> TREE;
            case "blob" -> BLOB;
            case "tag" -> TAG;
            default -> throw new BrokenRepository("an object is of an unknown kind");
        };
    }
}
