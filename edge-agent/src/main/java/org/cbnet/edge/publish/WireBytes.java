package org.cbnet.edge.publish;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.cbnet.schemas.Topics;

/**
 * Opens producers and counts the bytes of results that they send: compressed record batches with
 * their headers, repeats too, as Kafka's client counts them; what requests and TCP add is not in
 * it. Opens for one thread, tells any.
 */
public final class WireBytes implements ProducerFactory {
  private static final String GROUP = "producer-topic-metrics";
  private static final String NAME = "byte-total";

  private final ProducerFactory producers;
  private double ended;
  private Producer<String, byte[]> current;

  public WireBytes(ProducerFactory producers) {
    this.producers = producers;
  }

  @Override
  public Producer<String, byte[]> open() {
    Producer<String, byte[]> opened = producers.open();
    synchronized (this) {
      // The one before is closed by now, and still tells what it sent.
      ended += of(current);
      current = opened;
    }
    return opened;
  }

  public synchronized double total() {
    return ended + of(current);
  }

  private static double of(Producer<String, byte[]> producer) {
    if (producer == null) {
      return 0;
    }
    for (Map.Entry<MetricName, ? extends Metric> entry : producer.metrics().entrySet()) {
      MetricName name = entry.getKey();
      if (name.group().equals(GROUP)
          && name.name().equals(NAME)
          && Topics.INFERENCE_RESULTS.name().equals(name.tags().get("topic"))
          && entry.getValue().metricValue() instanceof Double bytes) {
        return bytes;
      }
    }
    return 0;
  }
}
