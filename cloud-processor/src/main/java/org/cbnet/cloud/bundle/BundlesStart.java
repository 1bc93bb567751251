package org.cbnet.cloud.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Properties;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.control.table.TableSettings;
import org.cbnet.cloud.control.table.TableTopic;
import org.cbnet.cloud.start.StartException;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.cbnet.inference.bundle.signing.TrustedKeys;
import org.cbnet.schemas.Topics;

/** Starts {@link Bundles} as the configuration says. */
public final class BundlesStart {
  private static final String FOLDER = "bundles";

  private BundlesStart() {}

  /**
   * Starts.
   *
   * @param client properties of the connection
   * @param use asked before a bundle is removed
   * @throws StartException where a key, the topic or the state directory can't be used
   */
  public static Bundles start(
      CloudConfig config, Properties client, BundleUse use, AuditLog audit, InstantSource clock)
      throws StartException {
    TrustedKeys trusted;
    try {
      trusted = BundleVerifier.keys(config.bundles().trustedKeys());
    } catch (ReleaseException e) {
      throw new StartException("bundles.trusted-keys: " + e.getMessage());
    }
    TableTopic.prepare(
        Topics.BUNDLES,
        TableSettings.of(client, config.applicationId(), config.topics().replicationFactor()));
    Path folder = config.stateDirectory().resolve(FOLDER);
    int maxBytes = config.bundles().maxBytes();
    try {
      LocalFiles files = new LocalFiles(folder.resolve("files"));
      Staging staging = new Staging(folder.resolve("staging"), maxBytes, clock);
      return new Bundles(
          new BundleTopic(
              client,
              new BundleWriter(client, config.applicationId() + "-bundles"),
              files,
              folder.resolve("position.json")),
          staging,
          new BundleVerifier(trusted, maxBytes),
          use,
          audit,
          clock,
          config.bundles().maxCount());
    } catch (IOException e) {
      throw new StartException("the folder %s can't be used: %s".formatted(folder, e), e);
    }
  }
}
