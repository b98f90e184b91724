/// The Model Context Protocol: serves a [dev.watchkeeper.tool.Toolbox] over stdio and HTTP, and is
/// the client of such a server. The only package that knows the MCP SDK and the HTTP server.
@NullMarked
package dev.watchkeeper.mcp;

import org.jspecify.annotations.NullMarked;
