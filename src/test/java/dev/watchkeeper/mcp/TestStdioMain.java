package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import java.util.concurrent.CountDownLatch;

/// The test tools as a process of its own, for real clients to start. Its `wait` does not wait.
final class TestStdioMain {

    private TestStdioMain() {}

    public static void main(String[] args) throws Exception {
        var out = System.out;
        System.setOut(System.err);
        var tools =
                new TestTools(new CountDownLatch(1), new CountDownLatch(0), new CountDownLatch(1));
        new StdioServer(tools, TestTools.settings(), new Session("stdio", "local"), System.in, out)
                .run();
    }
}
