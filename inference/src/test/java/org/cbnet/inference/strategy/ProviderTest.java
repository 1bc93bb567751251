package org.cbnet.inference.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProviderTest {
  @Test
  void theProcessorIsAlwaysThere() throws OrtException {
    assertThat(Provider.of("cpu")).isEqualTo(Provider.CPU);
    Provider.CPU.sessionOptions().close();
  }

  @Test
  void anAbsentProviderIsRefusedWithThoseThatAreThere() {
    Assumptions.assumeFalse(Provider.CUDA.available(), "this machine has CUDA");

    assertThatThrownBy(() -> Provider.of("cuda"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no provider 'cuda'")
        .hasMessageContaining("it has cpu");
  }

  @Test
  void anUnknownProviderIsRefusedWithAllNames() {
    assertThatThrownBy(() -> Provider.of("abacus"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown provider 'abacus': choose one of cpu, cuda, xnnpack");
  }
}
