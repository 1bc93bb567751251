package org.cbnet.edge.publish;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Opens Kafka's own mock producers and keeps them for the test. */
public final class ScriptedProducers implements ProducerFactory {
  private final boolean autoComplete;
  private final List<MockProducer<String, byte[]>> opened = new ArrayList<>();

  public ScriptedProducers(boolean autoComplete) {
    this.autoComplete = autoComplete;
  }

  @Override
  public synchronized Producer<String, byte[]> open() {
    MockProducer<String, byte[]> producer =
        new MockProducer<>(autoComplete, null, new StringSerializer(), new ByteArraySerializer());
    opened.add(producer);
    return producer;
  }

  public synchronized int count() {
    return opened.size();
  }

  /** The producer that was opened last. */
  public synchronized MockProducer<String, byte[]> current() {
    return opened.get(opened.size() - 1);
  }

  /** Every producer, in the order they were opened. */
  public synchronized List<MockProducer<String, byte[]>> all() {
    return List.copyOf(opened);
  }
}
