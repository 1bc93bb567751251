package org.cbnet.experiments.bench.link;

import java.io.IOException;

/** Measures the three in turn, so that all of them see the same moments of the machine. */
final class LinkBench {
  private final Stage stage;
  private final int rounds;
  private final int warmUp;

  LinkBench(Stage stage, int rounds, int warmUp) {
    this.stage = stage;
    this.rounds = rounds;
    this.warmUp = warmUp;
  }

  LinkRow measure(int payloadBytes) throws IOException, InterruptedException {
    Asking kafka = stage.kafka(payloadBytes);
    Asking direct = stage.http2(payloadBytes);
    RoundTrips ofKafka = new RoundTrips(rounds);
    RoundTrips ofDirect = new RoundTrips(rounds);
    RoundTrips ofTcp = new RoundTrips(rounds);
    try (BareEcho tcp = stage.bare(direct.bytesUp(), direct.bytesDown())) {
      for (int i = 0; i < warmUp; i++) {
        kafka.roundTrip();
        direct.roundTrip();
        tcp.roundTrip();
      }
      for (int i = 0; i < rounds; i++) {
        ofKafka.add(kafka.roundTrip());
        ofDirect.add(direct.roundTrip());
        ofTcp.add(tcp.roundTrip());
      }
    }
    return new LinkRow(payloadBytes, ofKafka, ofDirect, ofTcp);
  }
}
