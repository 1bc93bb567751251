package org.cbnet.cloud.http;

import io.javalin.config.JettyConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.tls.ServerCertificate;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** How the server listens, what it bears, and the headers of every answer. */
final class JettySettings {
  private static final int MAX_HEADER_BYTES = 8 << 10;
  // Of an answer: a position has an entry for each of up to 3,000 topic-partitions.
  private static final int MAX_ANSWER_HEADER_BYTES = 256 << 10;

  private final CloudConfig.Http http;
  private final Optional<ServerCertificate> certificate;
  private final Duration idle;

  JettySettings(CloudConfig.Http http, Optional<ServerCertificate> certificate, Duration idle) {
    this.http = http;
    this.idle = idle;
    this.certificate = certificate;
  }

  void apply(JettyConfig jetty) {
    jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors()));
    jetty.modifyHttpConfiguration(
        settings -> {
          settings.setSendServerVersion(false);
          settings.setRequestHeaderSize(MAX_HEADER_BYTES);
          settings.setMaxResponseHeaderSize(MAX_ANSWER_HEADER_BYTES);
        });
    jetty.addConnector(this::connector);
  }

  private Connector connector(Server server, HttpConfiguration settings) {
    ServerConnector connector =
        certificate
            .map(of -> secure(server, settings, of))
            .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(settings)));
    connector.setHost(http.host());
    connector.setPort(http.port());
    connector.setIdleTimeout(idle.toMillis());
    return connector;
  }

  private static ServerConnector secure(
      Server server, HttpConfiguration settings, ServerCertificate certificate) {
    HttpConfiguration secure = new HttpConfiguration(settings);
    // Names are checked by their own list, and an address has no place in SNI.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server,
        new SslConnectionFactory(certificate.factory(), "http/1.1"),
        new HttpConnectionFactory(secure));
  }

  /** Sets what every answer has. */
  void headers(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cache-Control", "no-store");
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    if (certificate.isPresent()) {
      context.header("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
