package org.cbnet.edge.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class KafkaProducersTest {

  @Test
  void doesNotNeedTheBrokerToCheckItsSettings() {
    assertThatCode(
            () -> new KafkaProducers("pi-1", "no.such.host.invalid:9092", Map.of("linger.ms", "9")))
        .doesNotThrowAnyException();
  }

  @Test
  void rejectsAValueThatKafkaDoesNotTake() {
    assertThatThrownBy(
            () -> new KafkaProducers("pi-1", "localhost:9092", Map.of("linger.ms", "soon")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("linger.ms")
        .hasMessageContaining("soon");
  }

  @Test
  void rejectsADeliveryTimeoutThatNoProducerCouldKeep() {
    assertThatThrownBy(
            () -> new KafkaProducers("pi-1", "localhost:9092", Map.of("delivery.timeout.ms", "9")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("delivery.timeout.ms");
  }
}
