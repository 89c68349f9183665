package dev.acmesdk.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.tls.ServerTls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;

/**
 * An HTTPS server that writes the very octets that a test gives it, correct or not, for what no
 * HTTP library would let a server say. Each connection gets one answer.
 */
final class RawServer implements AutoCloseable {
  private static final TestCa CA = TestCa.root();

  /** Writes an answer from the status line on. */
  interface Answer {
    void writeTo(OutputStream out) throws IOException;
  }

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(RawServer::daemon);
  private final SSLServerSocket socket;

  RawServer() throws IOException {
    TestCa.Issued issued = CA.leaf("localhost").issue();
    socket =
        (SSLServerSocket)
            ServerTls.context(
                    new Lineage("raw", 1, issued.chain(), issued.key().getPrivate(), null, null))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::serve);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    return thread;
  }

  static String trustedPem() {
    return new CertificateChain(List.of(CA.rootCertificate())).toPem();
  }

  URI url(String path) {
    return URI.create("https://localhost:" + socket.getLocalPort() + path);
  }

  /** The requests so far, as "METHOD path". */
  List<String> requests() {
    return List.copyOf(requests);
  }

  void on(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** Answers with some header lines and a body of the length that it says. */
  void on(String path, String statusAndHeaders, String body) {
    byte[] octets = body.getBytes(UTF_8);
    on(
        path,
        out -> {
          write(out, "HTTP/1.1 " + statusAndHeaders + "\r\n");
          write(out, "Content-Length: " + octets.length + "\r\nConnection: close\r\n\r\n");
          out.write(octets);
        });
  }

  /** One octet for each character, as headers are sent. */
  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> answer(connection));
      } catch (SocketException e) {
        // Closed.
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      String path = readRequest(in);
      Answer answer = answers.get(path);
      if (answer != null) {
        answer.writeTo(connection.getOutputStream());
      }
    } catch (SSLException | SocketException e) {
      // The client has had enough, as it should.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String readRequest(BufferedReader in) throws IOException {
    String[] words = String.valueOf(in.readLine()).split(" ", -1);
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    while (length > 0 && in.read() >= 0) {
      length--;
    }
    String path = words.length > 1 ? words[1] : "";
    requests.add(words[0] + " " + path);
    return path;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
