/// What the rules ask with: a connection to the tools, each question once and only so many, and
/// answers as they read them.
@NullMarked
package dev.watchkeeper.investigate.playbook.ask;

import org.jspecify.annotations.NullMarked;
