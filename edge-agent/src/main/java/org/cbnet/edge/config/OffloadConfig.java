package org.cbnet.edge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;

/**
 * How the device asks the cloud for the rest of an inference.
 *
 * @param transport what carries questions
 * @param url of the offload server; needed by {@code http2}
 * @param replyPartition of the reply topic; empty where it follows from the device's id
 * @param deadline of a frame, from decoded pixels to label; the device answers where the cloud has
 *     not
 * @param precision of features on their way
 * @param compression of features on their way
 * @param missesToOpen misses in a row after which frames no longer ask until a probe was answered
 * @param probeInterval between probes
 * @param fallbackBundle a lighter network for where the own one's rest takes more than half of the
 *     deadline
 * @param kafka where {@code kafka} differs from the agent's
 */
public record OffloadConfig(
    OffloadTransport transport,
    Optional<URI> url,
    Optional<Integer> replyPartition,
    Duration deadline,
    Precision precision,
    Compression compression,
    int missesToOpen,
    Duration probeInterval,
    Optional<Path> fallbackBundle,
    OffloadKafkaConfig kafka,
    PartitionConfig partition) {
  private static final Duration DEFAULT_DEADLINE = Duration.ofMillis(250);
  private static final Duration DEFAULT_PROBE_INTERVAL = Duration.ofMillis(250);
  private static final int DEFAULT_MISSES = 3;

  static final Setting<OffloadTransport> TRANSPORT =
      Setting.oneOf("offload.transport", OffloadTransport.class);
  static final Setting<URI> URL =
      Setting.choice("offload.url", "http://HOST[:PORT] or https://...", OffloadConfig::url);
  static final Setting<Integer> REPLY_PARTITION =
      Setting.whole("offload.reply-partition", 0, 9_999);

  static final Setting<Duration> DEADLINE =
      Setting.duration("offload.deadline", Duration.ofMillis(5), Duration.ofMinutes(1));
  static final Setting<Precision> PRECISION =
      Setting.choice("offload.precision", ids(Precision.values(), Precision::id), Precision::of);
  static final Setting<Compression> COMPRESSION =
      Setting.choice(
          "offload.compression", ids(Compression.values(), Compression::id), Compression::of);
  static final Setting<Integer> MISSES_TO_OPEN = Setting.whole("offload.misses-to-open", 1, 1_000);
  static final Setting<Duration> PROBE_INTERVAL =
      Setting.duration("offload.probe-interval", Duration.ofMillis(20), Duration.ofMinutes(1));
  static final Setting<Path> FALLBACK_BUNDLE =
      Setting.choice("offload.fallback-bundle", "a folder", Path::of);

  public OffloadConfig {
    TRANSPORT.check(transport);
    URL.check(url);
    REPLY_PARTITION.check(replyPartition);
    DEADLINE.check(deadline);
    Objects.requireNonNull(precision, "precision is null");
    Objects.requireNonNull(compression, "compression is null");
    MISSES_TO_OPEN.check(missesToOpen);
    PROBE_INTERVAL.check(probeInterval);
    FALLBACK_BUNDLE.check(fallbackBundle);
    Objects.requireNonNull(kafka, "kafka is null");
    Objects.requireNonNull(partition, "partition is null");
    if (transport == OffloadTransport.HTTP2 && url.isEmpty()) {
      throw new ConfigException(
          "offload.url must be %s where offload.transport is http2: it is not set"
              .formatted(URL.allowed()));
    }
  }

  /** The defaults of all that strategies go by, for who only asks. */
  public OffloadConfig(
      OffloadTransport transport,
      Optional<URI> url,
      Optional<Integer> replyPartition,
      OffloadKafkaConfig kafka) {
    this(
        transport,
        url,
        replyPartition,
        DEFAULT_DEADLINE,
        Precision.UINT8,
        Compression.LZ4,
        DEFAULT_MISSES,
        DEFAULT_PROBE_INTERVAL,
        Optional.empty(),
        kafka,
        PartitionConfig.DEFAULTS);
  }

  static OffloadConfig read(Values values) {
    return new OffloadConfig(
        values.get(TRANSPORT, "none"),
        values.find(URL),
        values.find(REPLY_PARTITION),
        values.get(DEADLINE, Setting.print(DEFAULT_DEADLINE)),
        values.get(PRECISION, Precision.UINT8.id()),
        values.get(COMPRESSION, Compression.LZ4.id()),
        values.get(MISSES_TO_OPEN, Integer.toString(DEFAULT_MISSES)),
        values.get(PROBE_INTERVAL, Setting.print(DEFAULT_PROBE_INTERVAL)),
        values.find(FALLBACK_BUNDLE),
        OffloadKafkaConfig.read(values),
        PartitionConfig.read(values));
  }

  private static <T> String ids(T[] values, Function<T, String> id) {
    return "one of " + Arrays.stream(values).map(id).collect(Collectors.joining(", "));
  }

  private static URI url(String text) {
    URI url = URI.create(text.replaceAll("/+$", ""));
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    // A password in it would show in logs; what is asked for is put behind it.
    if (!http
        || url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw new IllegalArgumentException(text);
    }
    return url;
  }
}
