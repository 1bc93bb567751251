package org.cbnet.experiments.bench.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Round trips of one payload over Kafka, over HTTP/2 and over a bare connection. */
record LinkRow(int payloadBytes, RoundTrips kafka, RoundTrips direct, RoundTrips tcp) {
  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.99;

  void put(ObjectNode figures) {
    figures
        .put("payloadBytes", payloadBytes)
        .put("kafkaRoundTripMicros", kafka.micros(MEDIAN))
        .put("directRoundTripMicros", direct.micros(MEDIAN))
        .put("tcpRoundTripMicros", tcp.micros(MEDIAN))
        .put("kafkaP99Micros", kafka.micros(MOST))
        .put("directP99Micros", direct.micros(MOST))
        .put("tcpP99Micros", tcp.micros(MOST));
  }

  @Override
  public String toString() {
    return "%7d".formatted(payloadBytes)
        + column(kafka)
        + column(direct)
        + column(tcp)
        + String.format(Locale.ROOT, "%10.1fx", direct.micros(MEDIAN) / tcp.micros(MEDIAN));
  }

  private static String column(RoundTrips trips) {
    return String.format(Locale.ROOT, "%10.0f %9.0f", trips.micros(MEDIAN), trips.micros(MOST));
  }
}
