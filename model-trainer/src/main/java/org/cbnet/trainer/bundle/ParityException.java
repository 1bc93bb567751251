package org.cbnet.trainer.bundle;

import java.io.IOException;

/** A written graph does not compute what the trainer computed. */
public final class ParityException extends IOException {
  private static final long serialVersionUID = 1L;

  ParityException(String network, String role, String output, double difference) {
    super(
        "%s: output %s of graph %s differs by %.3g between PyTorch and ONNX Runtime, at most %.0g is allowed: the bundle was not written"
            .formatted(network, output, role, difference, ParityCheck.TOLERANCE));
  }
}
