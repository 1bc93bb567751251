package org.cbnet.inference.offload;

import java.util.List;
import java.util.Objects;

/**
 * The rest of one frame's inference.
 *
 * @param bundleHash the bundle that both sides have, see {@code ModelBundle.hash()}
 * @param cut where its network is divided, see {@code Cut.id()}
 * @param tensors what crosses, all that the tail reads
 */
public record OffloadQuestion(String bundleHash, String cut, List<OffloadTensor> tensors) {
  public OffloadQuestion {
    Objects.requireNonNull(bundleHash, "bundleHash is null");
    Objects.requireNonNull(cut, "cut is null");
    tensors = List.copyOf(tensors);
  }
}
