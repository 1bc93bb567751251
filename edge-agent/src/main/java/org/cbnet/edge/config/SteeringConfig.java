package org.cbnet.edge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the cloud steers the device.
 *
 * @param url of the cloud; empty where nobody steers
 * @param tokenFile file with the bearer token that the cloud asks for
 * @param controlKeys public keys of which one signs desired states
 * @param trustedKeys public keys of which one signs bundles
 * @param pollWait how long the cloud may hold a request for the desired state
 * @param maxBundleBytes largest bundle
 * @param downloadTimeout longest attempt to fetch a bundle; the next one goes on where it ended
 * @param probation how long a new bundle is watched after the switch
 * @param frameLimit longest time of a frame in the trial run, in the median
 */
public record SteeringConfig(
    Optional<URI> url,
    Optional<Path> tokenFile,
    List<Path> controlKeys,
    List<Path> trustedKeys,
    Duration pollWait,
    long maxBundleBytes,
    Duration downloadTimeout,
    Duration probation,
    Duration frameLimit) {
  static final Setting<URI> URL =
      Setting.choice("steering.url", "http://HOST[:PORT] or https://...", SteeringConfig::url);
  static final Setting<Path> TOKEN_FILE = Setting.choice("steering.token-file", "a file", Path::of);
  static final Setting<List<Path>> CONTROL_KEYS = keys("steering.control-keys");
  static final Setting<List<Path>> TRUSTED_KEYS = keys("steering.trusted-keys");
  static final Setting<Duration> POLL_WAIT =
      Setting.duration("steering.poll-wait", Duration.ofSeconds(1), Duration.ofMinutes(5));
  static final Setting<Long> MAX_BUNDLE_BYTES =
      Setting.bytes("steering.max-bundle-bytes", 1L << 10, 1L << 30);
  static final Setting<Duration> DOWNLOAD_TIMEOUT =
      Setting.duration("steering.download-timeout", Duration.ofSeconds(1), Duration.ofHours(6));
  static final Setting<Duration> PROBATION =
      Setting.duration("steering.probation", Duration.ofSeconds(1), Duration.ofHours(1));
  static final Setting<Duration> FRAME_LIMIT =
      Setting.duration("steering.frame-limit", Duration.ofMillis(1), Duration.ofMinutes(1));

  public SteeringConfig {
    URL.check(url);
    TOKEN_FILE.check(tokenFile);
    controlKeys = List.copyOf(Objects.requireNonNull(controlKeys, "controlKeys is null"));
    trustedKeys = List.copyOf(Objects.requireNonNull(trustedKeys, "trustedKeys is null"));
    POLL_WAIT.check(pollWait);
    MAX_BUNDLE_BYTES.check(maxBundleBytes);
    DOWNLOAD_TIMEOUT.check(downloadTimeout);
    PROBATION.check(probation);
    FRAME_LIMIT.check(frameLimit);
    if (url.isPresent() && controlKeys.isEmpty()) {
      throw new ConfigException(
          "steering.control-keys must name a public key of the cloud where steering.url is set: "
              + url.get());
    }
  }

  static SteeringConfig read(Values values) {
    return new SteeringConfig(
        values.find(URL),
        values.find(TOKEN_FILE),
        values.find(CONTROL_KEYS).orElse(List.of()),
        values.find(TRUSTED_KEYS).orElse(List.of()),
        values.get(POLL_WAIT, "30s"),
        values.get(MAX_BUNDLE_BYTES, "67108864"),
        values.get(DOWNLOAD_TIMEOUT, "600s"),
        values.get(PROBATION, "60s"),
        values.get(FRAME_LIMIT, "500ms"));
  }

  private static Setting<List<Path>> keys(String key) {
    return Setting.choice(
        key,
        "PEM files with commas between",
        text -> Arrays.stream(text.split(",")).map(String::strip).map(Path::of).toList());
  }

  private static URI url(String text) {
    URI url = URI.create(text.replaceAll("/+$", ""));
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (url.getUserInfo() != null) {
      // Not shown: it may be a password.
      throw new ConfigException(
          "steering.url must not hold a user or a password: use steering.token-file");
    }
    // What is asked for is put behind it.
    if (!http || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
      throw new IllegalArgumentException(text);
    }
    return url;
  }
}
