package org.cbnet.edge.publish;

import org.apache.kafka.clients.producer.Producer;

/** Opens producers; a failed one is replaced, never repaired. */
@FunctionalInterface
public interface ProducerFactory {

  Producer<String, byte[]> open();
}
