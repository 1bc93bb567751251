package org.cbnet.cloud.peer;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.cbnet.cloud.config.CloudConfig;

/** Reads what instances know each other by. */
public final class PeerFiles {
  private PeerFiles() {}

  /**
   * Reads the token, and the certificates with which this instance serves: another one is believed
   * to be one where its certificate is among them or was issued by one of them.
   *
   * @throws IOException where a file can't be read; the message names it
   */
  public static PeerAccess read(CloudConfig config) throws IOException {
    Optional<PeerToken> token = Optional.empty();
    if (config.instances().peerTokenFile().isPresent()) {
      token = Optional.of(new PeerToken(config.instances().peerTokenFile().get()));
    }
    Optional<SSLContext> trust = Optional.empty();
    if (config.http().tls().isPresent()) {
      trust = Optional.of(PeerTrust.open(config.http().tls().get()));
    }
    return new PeerAccess(token.<Supplier<String>>map(of -> of::text), trust);
  }
}
