package org.cbnet.trainer.network;

import java.util.List;
import org.cbnet.trainer.network.ParameterSpec.Kind;

/**
 * Convolution without bias and batch normalisation after it (Ioffe and Szegedy 2015), as one layer:
 * once trained the two are one convolution, which is what {@link Folding} makes of them.
 *
 * @param conv the convolution that is left after folding
 */
public record NormConv(Conv conv) implements Layer {
  /** Added to the variance under the root, as PyTorch does by default. */
  public static final float EPSILON = 1e-5f;

  @Override
  public Size output(Size input) {
    return conv.output(input);
  }

  @Override
  public long macs(Size input) {
    return conv.macs(input);
  }

  @Override
  public List<ParameterSpec> parameters() {
    ParameterSpec weight = conv.parameters().get(0);
    Size channels = Size.of(conv.out());
    return List.of(
        weight,
        new ParameterSpec("scale", channels, weight.fanIn(), Kind.SCALE),
        new ParameterSpec("shift", channels, weight.fanIn(), Kind.SHIFT),
        new ParameterSpec("mean", channels, weight.fanIn(), Kind.RUNNING_MEAN),
        new ParameterSpec("variance", channels, weight.fanIn(), Kind.RUNNING_VARIANCE));
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.normConv(this);
  }
}
