package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.trainer.network.Graph.Step;

/**
 * Residual networks without exits (He et al. 2016): three stages, each half as large and twice as
 * wide.
 */
public final class ResidualNetworks {
  private static final int STAGES = 3;
  private static final Size HEAVY_INPUT = Size.of(1, 64, 64);
  private static final int HEAVY_WIDTH = 64;
  private static final int HEAVY_BLOCKS = 11;

  private ResidualNetworks() {}

  /**
   * One rung of a ladder.
   *
   * @param width channels of the first stage
   * @param depth blocks a stage
   * @param stemStride step of the first convolution: 2 halves everything behind it
   */
  public record Rung(int width, int depth, int stemStride) {
    /** Short name: {@code w16-d1-s2}. */
    public String id() {
      return "w%d-d%d-s%d".formatted(width, depth, stemStride);
    }
  }

  /** The rungs among which the backbone is chosen, declared before any was trained. */
  public static List<Rung> ladder() {
    List<Rung> rungs = new ArrayList<>();
    for (int stride : new int[] {2, 1}) {
      for (int depth : new int[] {1, 2}) {
        for (int width : new int[] {16, 24, 32}) {
          rungs.add(new Rung(width, depth, stride));
        }
      }
    }
    return List.copyOf(rungs);
  }

  /** A rung under a name. */
  public static NetworkDescription resnet(String name, Rung rung) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new NormConv(new Conv(1, rung.width(), 3, rung.stemStride(), 1)));
    layers.add(new Relu());
    int in = rung.width();
    for (int stage = 0; stage < STAGES; stage++) {
      int out = rung.width() << stage;
      for (int block = 0; block < rung.depth(); block++) {
        layers.add(block(in, out, block == 0 && stage > 0 ? 2 : 1));
        layers.add(new Relu());
        in = out;
      }
    }
    layers.add(new GlobalAveragePool());
    layers.add(new Linear(in, Networks.CLASSES));
    Segment body = new Segment(Networks.BODY, Networks.INPUT, layers);
    return Networks.single(
        name, List.of(Networks.LOGITS), false, new Step(Networks.IMAGE, body, Networks.LOGITS));
  }

  /**
   * A backbone of over 200 million multiply-accumulates for latency studies; its first two feature
   * maps are smaller than its 64 x 64 image, so that cutting there can pay.
   */
  public static NetworkDescription heavy() {
    List<Layer> layers = new ArrayList<>();
    layers.add(new NormConv(new Conv(1, 8, 5, 4, 2)));
    layers.add(new Relu());
    layers.add(new NormConv(new Conv(8, 12, 3, 1, 1)));
    layers.add(new Relu());
    layers.add(new NormConv(new Conv(12, HEAVY_WIDTH, 3, 1, 1)));
    layers.add(new Relu());
    for (int i = 0; i < HEAVY_BLOCKS; i++) {
      layers.add(block(HEAVY_WIDTH, HEAVY_WIDTH, 1));
      layers.add(new Relu());
    }
    layers.add(new GlobalAveragePool());
    layers.add(new Linear(HEAVY_WIDTH, Networks.CLASSES));
    Segment body = new Segment(Networks.BODY, HEAVY_INPUT, layers);
    return Networks.single(
        "heavy", List.of(Networks.LOGITS), false, new Step(Networks.IMAGE, body, Networks.LOGITS));
  }

  // The ReLU after the sum is the caller's.
  private static Residual block(int in, int out, int stride) {
    List<Layer> body =
        List.of(
            new NormConv(new Conv(in, out, 3, stride, 1)),
            new Relu(),
            new NormConv(new Conv(out, out, 3, 1, 1)));
    boolean same = in == out && stride == 1;
    return new Residual(
        body, same ? List.of() : List.of(new NormConv(new Conv(in, out, 1, stride, 0))));
  }
}
