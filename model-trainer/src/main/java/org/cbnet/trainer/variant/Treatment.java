package org.cbnet.trainer.variant;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What is done to the graphs of a network; the same for every network. */
enum Treatment {
  /** As trained, in 32 bits. */
  FP32("fp32") {
    @Override
    void apply(Map<String, EditableModel> parts, ActivationCalibration calibration) {
      // Nothing: the runtime's own optimisations at their highest level are part of every variant.
    }
  },
  /** Fewer operators, the same function; the base of all that follow. */
  FUSED("fused") {
    @Override
    void apply(Map<String, EditableModel> parts, ActivationCalibration calibration) {
      fuse(parts);
    }
  },
  /** Half precision. */
  FP16("fp16") {
    @Override
    void apply(Map<String, EditableModel> parts, ActivationCalibration calibration) {
      fuse(parts);
      parts.values().forEach(HalfComputation::apply);
    }
  },
  /** 8 bits; activations cover what the calibration saw. */
  INT8_MIN_MAX("int8-min-max") {
    @Override
    void apply(Map<String, EditableModel> parts, ActivationCalibration calibration)
        throws IOException {
      quantise(parts, calibration, 0);
    }
  },
  /** 8 bits; activations cover 99.99 % of what the calibration saw. */
  INT8_PERCENTILE("int8-percentile") {
    @Override
    void apply(Map<String, EditableModel> parts, ActivationCalibration calibration)
        throws IOException {
      quantise(parts, calibration, 1e-4);
    }
  };

  private final String id;

  Treatment(String id) {
    this.id = id;
  }

  /** The name in reports. */
  String id() {
    return id;
  }

  /**
   * Changes the graphs in place.
   *
   * @throws IOException where this network can't be treated so; the message says why
   */
  abstract void apply(Map<String, EditableModel> parts, ActivationCalibration calibration)
      throws IOException;

  private static void fuse(Map<String, EditableModel> parts) {
    for (EditableModel part : parts.values()) {
      ReluBeforePool.apply(part);
      LinearChains.apply(part);
    }
  }

  private static void quantise(
      Map<String, EditableModel> parts, ActivationCalibration calibration, double outside)
      throws IOException {
    for (EditableModel part : parts.values()) {
      if (part.operatorSet() < Int8Quantisation.LEAST_OPERATOR_SET) {
        throw new UnfitException(
            "8 bits need operator set %d, the graph has %d: export it again with a newer one"
                .formatted(Int8Quantisation.LEAST_OPERATOR_SET, part.operatorSet()));
      }
    }
    fuse(parts);
    Map<String, Map<String, ActivationRange>> ranges = calibration.measure(parts);
    parts.forEach(
        (role, part) -> {
          Map<String, Affine> scales = new HashMap<>();
          ranges
              .get(role)
              .forEach(
                  (tensor, range) ->
                      scales.put(
                          tensor, outside == 0 ? range.minMax() : range.percentile(outside)));
          Int8Quantisation.apply(part, scales);
        });
  }
}
