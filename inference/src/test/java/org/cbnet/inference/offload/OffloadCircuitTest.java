package org.cbnet.inference.offload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffloadCircuitTest {
  private final OffloadCircuit circuit = new OffloadCircuit(3, 100);

  @Test
  void opensAfterMissesInARowOnly() {
    circuit.missed(0);
    circuit.missed(1);
    circuit.answered();
    circuit.missed(2);
    circuit.missed(3);
    assertThat(circuit.isOpen()).isFalse();

    circuit.missed(4);

    assertThat(circuit.isOpen()).isTrue();
    assertThat(circuit.timesOpened()).isEqualTo(1);
  }

  @Test
  void probesNowAndThenWhileItIsOpen() {
    assertThat(circuit.takeProbe(1_000)).isFalse();
    open(1_000);

    assertThat(circuit.takeProbe(1_099)).isFalse();
    assertThat(circuit.takeProbe(1_100)).isTrue();
    assertThat(circuit.takeProbe(1_199)).isFalse();
    assertThat(circuit.takeProbe(1_200)).isTrue();
  }

  @Test
  void anAnswerClosesIt() {
    open(0);

    circuit.answered();

    assertThat(circuit.isOpen()).isFalse();
    assertThat(circuit.takeProbe(1_000)).isFalse();
    circuit.missed(1_001);
    assertThat(circuit.isOpen()).isFalse();
  }

  private void open(long nowNanos) {
    for (int i = 0; i < 3; i++) {
      circuit.missed(nowNanos);
    }
  }
}
