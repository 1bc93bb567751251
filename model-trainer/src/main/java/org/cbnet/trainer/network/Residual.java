package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Two chains of layers from one input, added (He et al. 2016).
 *
 * @param body the longer way
 * @param shortcut the other way; empty passes the input on as it is
 */
public record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {
  public static final String BODY = "body.";
  public static final String SHORTCUT = "shortcut.";

  public Residual {
    body = List.copyOf(body);
    shortcut = List.copyOf(shortcut);
    if (body.isEmpty()) {
      throw new IllegalArgumentException("body has no layer");
    }
  }

  @Override
  public Size output(Size input) {
    Size left = output(input, body);
    Size right = output(input, shortcut);
    if (!left.equals(right)) {
      throw new IllegalArgumentException("body gives %s, shortcut %s".formatted(left, right));
    }
    return left;
  }

  @Override
  public long macs(Size input) {
    return macs(input, body) + macs(input, shortcut);
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> all = new ArrayList<>();
    collect(body, BODY, all);
    collect(shortcut, SHORTCUT, all);
    return List.copyOf(all);
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.residual(this);
  }

  private static Size output(Size input, List<Layer> layers) {
    Size size = input;
    for (Layer layer : layers) {
      size = layer.output(size);
    }
    return size;
  }

  private static long macs(Size input, List<Layer> layers) {
    Size size = input;
    long macs = 0;
    for (Layer layer : layers) {
      macs += layer.macs(size);
      size = layer.output(size);
    }
    return macs;
  }

  private static void collect(List<Layer> layers, String prefix, List<ParameterSpec> all) {
    for (int i = 0; i < layers.size(); i++) {
      for (ParameterSpec spec : layers.get(i).parameters()) {
        all.add(spec.within(prefix + i + "."));
      }
    }
  }
}
