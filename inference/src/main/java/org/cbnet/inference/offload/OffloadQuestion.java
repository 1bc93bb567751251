package org.cbnet.inference.offload;

import java.util.List;
import java.util.Objects;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.EncodedTensor;

/**
 * The rest of one frame's inference.
 *
 * @param bundleHash the bundle that both sides have, see {@code ModelBundle.hash()}
 * @param cut where its network is divided, see {@code Cut.id()}
 * @param tensors what crosses, all that the tail reads
 */
public record OffloadQuestion(String bundleHash, String cut, List<OffloadTensor> tensors) {
  /** The cut of a question that asks for no inference, only whether and how fast the cloud is. */
  public static final String PROBE = "probe";

  public OffloadQuestion {
    Objects.requireNonNull(bundleHash, "bundleHash is null");
    Objects.requireNonNull(cut, "cut is null");
    tensors = List.copyOf(tensors);
  }

  /**
   * A question that is answered at once, without any work: its reply's {@code queueNanos} tells how
   * long another would wait now.
   *
   * @param payload what it carries, so that its way takes as long as that of so many bytes
   */
  public static OffloadQuestion probe(String bundleHash, byte[] payload) {
    EncodedTensor values = new EncodedTensor("uint8", Compression.RAW.id(), 1, 0, payload);
    return new OffloadQuestion(
        bundleHash, PROBE, List.of(new OffloadTensor(PROBE, List.of(payload.length), values)));
  }
}
