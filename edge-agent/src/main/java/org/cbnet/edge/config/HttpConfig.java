package org.cbnet.edge.config;

/**
 * The local server of {@code source.kind: http}.
 *
 * @param port on 127.0.0.1
 * @param waiting POSTs that may wait for their result at the same time
 */
public record HttpConfig(int port, int waiting) {
  static final Setting<Integer> PORT = Setting.whole("source.http.port", 1, 65_535);
  static final Setting<Integer> WAITING = Setting.whole("source.http.waiting", 1, 1_000);

  public HttpConfig {
    PORT.check(port);
    WAITING.check(waiting);
  }

  static HttpConfig read(Values values) {
    return new HttpConfig(values.get(PORT, "8091"), values.get(WAITING, "64"));
  }
}
