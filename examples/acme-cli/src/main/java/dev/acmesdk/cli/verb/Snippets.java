package dev.acmesdk.cli.verb;

import dev.acmesdk.store.Lineage;
import java.util.List;

/** Configurations of servers that use a lineage's files; each says how to take a new version. */
final class Snippets {
  private Snippets() {}

  static String nginx(List<String> names, Lineage.Files files) {
    return """
        # nginx. Test with: nginx -t
        # After a renewal: acme renew --deploy-hook 'systemctl reload nginx'
        server {
            listen 443 ssl;
            listen [::]:443 ssl;
            server_name %s;

            ssl_certificate         %s;
            ssl_certificate_key     %s;
            ssl_trusted_certificate %s;
        }
        """
        .formatted(String.join(" ", names), files.fullchain(), files.privkey(), files.chain());
  }

  static String apache(List<String> names, Lineage.Files files) {
    String aliases =
        names.size() == 1
            ? ""
            : "    ServerAlias %s\n".formatted(String.join(" ", names.subList(1, names.size())));
    return """
        # Apache httpd with mod_ssl. Test with: apachectl configtest
        # After a renewal: acme renew --deploy-hook 'systemctl reload apache2'
        <VirtualHost *:443>
            ServerName %s
        %s    SSLEngine on
            SSLCertificateFile    %s
            SSLCertificateKeyFile %s
        </VirtualHost>
        """
        .formatted(names.get(0), aliases, files.fullchain(), files.privkey());
  }

  static String haproxy(String name, Lineage.Files files) {
    return """
        # HAProxy 2.x takes certificate and key from one file. Test with: haproxy -c -f /etc/haproxy/haproxy.cfg
        # After a renewal: acme renew --deploy-hook \
        '(umask 077; cat %2$s %3$s > /etc/haproxy/certs/%1$s.pem) && systemctl reload haproxy'
        frontend https
            mode http
            bind :443 ssl crt /etc/haproxy/certs/%1$s.pem
        """
        .formatted(name, files.fullchain(), files.privkey());
  }

  static String tomcat(Lineage.Files files) {
    return """
        <!-- Tomcat 8.5 and later, in server.xml. Tomcat's user must be able to read the files.
             After a renewal, without a restart: call reloadSslHostConfigs on the connector (JMX, or the manager). -->
        <Connector port="443" protocol="org.apache.coyote.http11.Http11NioProtocol"
                   SSLEnabled="true" scheme="https" secure="true">
          <SSLHostConfig>
            <Certificate certificateFile="%s"
                         certificateKeyFile="%s"
                         certificateChainFile="%s" />
          </SSLHostConfig>
        </Connector>
        """
        .formatted(files.cert(), files.privkey(), files.chain());
  }

  static String springBoot(Lineage.Files files) {
    return """
        # Spring Boot 3.2 and later, application.properties. New files are taken without a restart.
        # The program's user must be able to read the files.
        spring.ssl.bundle.pem.acme.reload-on-update=true
        spring.ssl.bundle.pem.acme.keystore.certificate=file:%s
        spring.ssl.bundle.pem.acme.keystore.private-key=file:%s
        server.ssl.bundle=acme
        server.port=443
        """
        .formatted(files.fullchain(), files.privkey());
  }
}
