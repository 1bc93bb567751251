package org.cbnet.edge.config;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How the device asks the cloud for the rest of an inference.
 *
 * @param transport what carries questions
 * @param url of the offload server; needed by {@code http2}
 * @param replyPartition of the reply topic; empty where it follows from the device's id
 * @param kafka where {@code kafka} differs from the agent's
 */
public record OffloadConfig(
    OffloadTransport transport,
    Optional<URI> url,
    Optional<Integer> replyPartition,
    OffloadKafkaConfig kafka) {
  static final Setting<OffloadTransport> TRANSPORT =
      Setting.oneOf("offload.transport", OffloadTransport.class);
  static final Setting<URI> URL =
      Setting.choice("offload.url", "http://HOST[:PORT] or https://...", OffloadConfig::url);
  static final Setting<Integer> REPLY_PARTITION =
      Setting.whole("offload.reply-partition", 0, 9_999);

  public OffloadConfig {
    TRANSPORT.check(transport);
    URL.check(url);
    REPLY_PARTITION.check(replyPartition);
    Objects.requireNonNull(kafka, "kafka is null");
    if (transport == OffloadTransport.HTTP2 && url.isEmpty()) {
      throw new ConfigException(
          "offload.url must be %s where offload.transport is http2: it is not set"
              .formatted(URL.allowed()));
    }
  }

  static OffloadConfig read(Values values) {
    return new OffloadConfig(
        values.get(TRANSPORT, "none"),
        values.find(URL),
        values.find(REPLY_PARTITION),
        OffloadKafkaConfig.read(values));
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
