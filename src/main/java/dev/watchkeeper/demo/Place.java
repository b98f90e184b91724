package dev.watchkeeper.demo;

/// A line of the service's source code.
///
/// @param name the dotted name of the Python module
record Place(String name, String function, int line) {

    String path() {
        return "/srv/app/" + name.replace('.', '/') + ".py";
    }

    String module() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
