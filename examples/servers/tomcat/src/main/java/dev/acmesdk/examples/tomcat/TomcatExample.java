package dev.acmesdk.examples.tomcat;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.examples.server.Page;
import dev.acmesdk.examples.server.RunningServer;
import dev.acmesdk.examples.server.Stage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat with a certificate that looks after itself. */
public final class TomcatExample {
  private TomcatExample() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Stage#open}
   * @throws Exception if it fails
   */
  public static void main(String[] args) throws Exception {
    Stage.run(args, TomcatExample::start);
  }

  static RunningServer start(ManagedCertificate certificate, int port) throws LifecycleException {
    SSLHostConfig host = new SSLHostConfig();
    SSLHostConfigCertificate tls =
        new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    tls.setSslContext(new TomcatTls(certificate.keyManager()));
    host.addCertificate(tls);

    Connector connector = new Connector();
    connector.setPort(port);
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    connector.addSslHostConfig(host);
    Tomcat tomcat = new Tomcat();
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "pages", new Pages(certificate));
    context.addServletMappingDecoded("/*", "pages");
    tomcat.start();
    return new RunningServer(connector.getLocalPort(), () -> stop(tomcat));
  }

  private static void stop(Tomcat tomcat) throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient ManagedCertificate certificate;

    Pages(ManagedCertificate certificate) {
      this.certificate = certificate;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String page = Page.answer(certificate, request.getRequestURI());
      response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }
  }
}
