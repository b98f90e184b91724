import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Those who mean harm to the server of `bench/clients`, which starts this: four senders of bodies of 4 GB,
/// 600 who send a byte a second, and one who greets 10,000 times. Half of them have a token.
///
///     java bench/Attack.java PORT SECONDS     tokens on stdin, one a line
final class Attack {

    private static final int ENDLESS = 4;
    private static final int SLOW = 600;
    private static final int GREETINGS = 10_000;

    private final int port;
    private final List<String> tokens;
    private final long end;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private final AtomicLong greeted = new AtomicLong();

    private Attack(int port, List<String> tokens, long end) {
        this.port = port;
        this.tokens = tokens;
        this.end = end;
    }

    public static void main(String[] args) throws Exception {
        List<String> tokens =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).lines().toList();
        long seconds = Long.parseLong(args[1]);
        var attack =
                new Attack(Integer.parseInt(args[0]), tokens, System.nanoTime() + seconds * 1_000_000_000L);
        System.out.println("begun");
        for (int i = 0; i < ENDLESS; i++) {
            boolean token = i % 2 == 0;
            Thread.ofVirtual().start(() -> attack.endless(token));
        }
        for (int i = 0; i < SLOW; i++) {
            boolean token = i % 2 == 0;
            Thread.ofVirtual().start(() -> attack.trickle(token));
        }
        Thread.ofVirtual().start(attack::greet);
        Thread.sleep(seconds * 1000);
        System.out.printf(
                "endless bodies: %,d MB sent; slow senders: %d, cut off %,d times; initialize: %,d answered%n",
                attack.sent.get() >> 20, SLOW, attack.cutOff.get(), attack.greeted.get());
        System.exit(0);
    }

    private byte[] head(boolean token, String length) {
        String bearer =
                "Authorization: Bearer " + tokens.get(ThreadLocalRandom.current().nextInt(tokens.size())) + "\r\n";
        return ("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + (token ? bearer : "")
                        + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Bodies of 4 GB, as fast as they are taken, again and again.
    private void endless(boolean token) {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        while (System.nanoTime() < end) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(head(token, "Transfer-Encoding: chunked"));
                for (int i = 0; i < 1 << 16; i++) {
                    socket.getOutputStream().write(chunk);
                    sent.addAndGet(chunk.length);
                }
            } catch (IOException refused) {
                pause(50);
            }
        }
    }

    /// A byte a second, of a body with a token and of a header without one.
    private void trickle(boolean token) {
        while (System.nanoTime() < end) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                byte[] head = head(token, "Content-Length: 1000");
                socket.getOutputStream().write(head, 0, token ? head.length : 60);
                while (System.nanoTime() < end) {
                    pause(1000);
                    socket.getOutputStream().write('x');
                }
            } catch (IOException e) {
                cutOff.incrementAndGet();
                pause(100);
            }
        }
    }

    private void greet() {
        byte[] body =
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}"
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] answer = new byte[8192];
        while (greeted.get() < GREETINGS) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                while (greeted.get() < GREETINGS) {
                    socket.getOutputStream().write(head(true, "Content-Length: " + body.length));
                    socket.getOutputStream().write(body);
                    if (socket.getInputStream().read(answer) < 0) {
                        break;
                    }
                    greeted.incrementAndGet();
                }
            } catch (IOException e) {
                pause(10);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
