/// The only way into a database that belongs to somebody else. Whoever reads is handed a
/// [dev.watchkeeper.source.sqlite.wall.ReadConnection], which runs nothing but statements whose
/// compiled program was looked at; no other package of ours sees JDBC's connections.
@NullMarked
package dev.watchkeeper.source.sqlite.wall;

import org.jspecify.annotations.NullMarked;
