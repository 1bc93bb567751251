package org.cbnet.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class WireBytesTest {

  @Test
  void addsUpWhatEveryProducerSentOfResults() {
    Deque<Counting> producers =
        new ArrayDeque<>(
            List.of(new Counting("cbnet.inference.results", 40), new Counting("other", 7)));
    WireBytes wire = new WireBytes(producers::remove);

    assertThat(wire.total()).isZero();
    wire.open().close();
    assertThat(wire.total()).isEqualTo(40);
    wire.open().close();

    assertThat(wire.total()).isEqualTo(40);
  }

  /** Tells a figure under the name that Kafka's own producer has for it. */
  private static final class Counting extends MockProducer<String, byte[]> {
    private final MetricName name;
    private final double bytes;

    private Counting(String topic, double bytes) {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
      this.name =
          new MetricName("byte-total", "producer-topic-metrics", "", Map.of("topic", topic));
      this.bytes = bytes;
    }

    @Override
    public Map<MetricName, Metric> metrics() {
      return Map.of(
          name,
          new Metric() {
            @Override
            public MetricName metricName() {
              return name;
            }

            @Override
            public Object metricValue() {
              return bytes;
            }
          });
    }
  }
}
