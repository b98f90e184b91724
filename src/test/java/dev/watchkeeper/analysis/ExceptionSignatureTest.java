package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExceptionSignatureTest {
    private static ExceptionSignature signature(String traceback) {
        return ExceptionSignature.of(traceback).orElseThrow();
    }

    @Test
    void ofPythonTheInnermostFrameOutsideOfLibrariesIsNamed() {
        ExceptionSignature signature =
                signature(
                        """
                        Traceback (most recent call last):
                          File "/app/gateway/main.py", line 12, in handle
                            await synthesize(job)
                          File "/app/gateway/worker.py", line 80, in synthesize
                            client.post(url)
                          File "/usr/lib/python3.12/site-packages/httpx/_client.py", line 1, in post
                            raise exc
                        httpx.ReadTimeout: timed out after 30 s
                        """);
        assertThat(signature)
                .isEqualTo(
                        new ExceptionSignature(
                                "httpx.ReadTimeout",
                                "timed out after 30 s",
                                "/app/gateway/worker.py:synthesize",
                                80,
                                true));
        assertThat(signature.key())
                .isEqualTo("httpx.ReadTimeout at /app/gateway/worker.py:synthesize");
    }

    @Test
    void ofAChainInPythonTheLastExceptionCounts() {
        ExceptionSignature signature =
                signature(
                        """
                        Traceback (most recent call last):
                          File "/app/a.py", line 1, in f
                            x["k"]
                        KeyError: 'k'

                        During handling of the above exception, another exception occurred:

                        Traceback (most recent call last):
                          File "/app/b.py", line 2, in g
                            f()
                        RuntimeError: no k
                        """);
        assertThat(signature.key()).isEqualTo("RuntimeError at /app/b.py:g");
    }

    @Test
    void ofJavaTheCauseCounts() {
        ExceptionSignature signature =
                signature(
                        """
                        java.lang.IllegalStateException: cannot start
                        \tat com.acme.Main.main(Main.java:10)
                        Caused by: java.io.IOException: disk full
                        \tat java.base/java.io.FileOutputStream.write(FileOutputStream.java:5)
                        \tat app//com.acme.Store.save(Store.java:42)
                        \t... 1 more
                        """);
        assertThat(signature)
                .isEqualTo(
                        new ExceptionSignature(
                                "java.io.IOException",
                                "disk full",
                                "com.acme.Store.save",
                                42,
                                true));
    }

    @Test
    void ofJavaScriptPackagesAreSkipped() {
        ExceptionSignature signature =
                signature(
                        """
                        TypeError: Cannot read properties of undefined (reading 'id')
                            at Layer.handle (/srv/node_modules/express/layer.js:95:5)
                            at async getUser (/srv/src/user.js:10:21)
                            at node:internal/process/task_queues:95:5
                        """);
        assertThat(signature.key()).isEqualTo("TypeError at /srv/src/user.js:getUser");
        assertThat(signature.message()).startsWith("Cannot read");
    }

    @Test
    void ofGoTheRuntimeIsSkipped() {
        ExceptionSignature signature =
                signature(
                        """
                        panic: runtime error: index out of range [5] with length 3

                        goroutine 1 [running]:
                        runtime.goPanicIndex(0x5, 0x3)
                        \t/usr/local/go/src/runtime/panic.go:114 +0x74
                        main.pick(...)
                        \t/app/main.go:12
                        main.main()
                        \t/app/main.go:8 +0x1d
                        """);
        assertThat(signature.key()).isEqualTo("panic at main.pick");
        assertThat(signature.line()).isEqualTo(12);
    }

    @Test
    void ofRubyGemsAreSkipped() {
        ExceptionSignature signature =
                signature(
                        """
                        /usr/lib/ruby/gems/3.2.0/gems/pg-1.5/lib/pg.rb:7:in `connect': refused (PG::ConnectionBad)
                        \tfrom /app/models/user.rb:12:in `find'
                        \tfrom /app/main.rb:3:in `<main>'
                        """);
        assertThat(signature.key()).isEqualTo("PG::ConnectionBad at /app/models/user.rb:find");
    }

    @Test
    void whereNoFrameIsOwnTheInnermostIsNamed() {
        ExceptionSignature signature =
                signature("java.lang.Error: x\n\tat java.lang.Thread.run(Thread.java:1)\n");
        assertThat(signature.frame()).isEqualTo("java.lang.Thread.run");
        assertThat(signature.own()).isFalse();
    }

    @Test
    void aTextThatIsNoTracebackHasNone() {
        assertThat(ExceptionSignature.of("all is well")).isEmpty();
        assertThat(ExceptionSignature.of("")).isEmpty();
        assertThat(ExceptionSignature.of("Error: at the end\n at last")).isEmpty();
    }

    @Test
    void aHugeTextIsReadInGoodTime() {
        assertThat(ExceptionSignature.of("File \"".repeat(500_000))).isEmpty();
        assertThat(ExceptionSignature.of("\tat a.b(".repeat(500_000))).isEmpty();
    }

    @Test
    void aTypeInLowerCaseIsATypeToo() {
        String traceback =
                """
                Traceback (most recent call last):
                  File "/app/dns.py", line 3, in resolve
                    socket.getaddrinfo(host, 80)
                socket.gaierror: [Errno -2] Name or service not known
                """;
        assertThat(signature(traceback).key()).isEqualTo("socket.gaierror at /app/dns.py:resolve");
    }

    @Test
    void theSameProblemHasTheSameKeyOnOtherLinesAndWithOtherMessages() {
        String traceback =
                "Traceback (most recent call last):\n  File \"/app/a.py\", line %d, in f\n    x()\nValueError: %s\n";
        assertThat(signature(traceback.formatted(3, "a")).key())
                .isEqualTo(signature(traceback.formatted(9, "b")).key());
    }

    @Test
    void aLineThatTeasesThePatternsIsReadInGoodTime() {
        String line = "a.rb:1:in `f': ".repeat(10_000);
        assertThat(ExceptionSignature.of(line + "\n" + line)).isEmpty();
    }
}
