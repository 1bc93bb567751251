package org.cbnet.cloud.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cbnet.cloud.config.ConfigException;
import org.cbnet.cloud.config.Tls;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the HTTP server shows. Its files are looked at every ten seconds; changed
 * ones serve the next connections, and ones that can't be used change nothing.
 */
public final class ServerCertificate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
  private static final int LOOK_SECONDS = 10;

  private final Tls tls;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tls-files");
            thread.setDaemon(true);
            return thread;
          });
  private String seen;
  private Future<?> looking;

  private ServerCertificate(Tls tls) {
    this.tls = tls;
  }

  /**
   * Reads the files, and goes on to look at them.
   *
   * @throws ConfigException where they can't be used
   */
  public static ServerCertificate open(Tls tls) {
    ServerCertificate certificate = new ServerCertificate(tls);
    try {
      certificate.seen = certificate.stamps();
      certificate.take(KeyMaterial.read(tls));
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigException("http.tls can't be used: %s".formatted(e));
    }
    certificate.looking =
        certificate.looker.scheduleWithFixedDelay(
            certificate::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    return certificate;
  }

  /** Makes TLS connections of it. */
  public SslContextFactory.Server factory() {
    return factory;
  }

  private void take(KeyMaterial material) {
    factory.setKeyStore(material.store());
    factory.setKeyStorePassword(material.password());
  }

  /** Looks once whether the files have changed. */
  synchronized void look() {
    try {
      String now = stamps();
      if (!now.equals(seen)) {
        seen = now;
        KeyMaterial material = KeyMaterial.read(tls);
        factory.reload(changed -> take(material));
        LOG.info("certificate reloaded");
      }
    } catch (Exception e) {
      // Jetty declares no more than that. The old certificate serves on.
      LOG.warn("changed http.tls files can't be used, the old ones are reason={}", e.toString());
    }
  }

  private String stamps() throws IOException {
    List<Path> files =
        Stream.of(tls.certificate(), tls.privateKey(), tls.keyStore(), tls.passwordFile())
            .flatMap(Optional::stream)
            .toList();
    StringBuilder stamps = new StringBuilder();
    for (Path file : files) {
      stamps.append(Files.getLastModifiedTime(file)).append('/').append(Files.size(file));
      stamps.append(' ');
    }
    return stamps.toString();
  }

  @Override
  public void close() {
    looking.cancel(true);
    looker.shutdownNow();
  }
}
