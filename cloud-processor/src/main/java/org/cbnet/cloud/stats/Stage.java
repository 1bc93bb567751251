package org.cbnet.cloud.stats;

import java.util.Arrays;
import java.util.function.Function;
import org.cbnet.schemas.record.Result;

/** The stages that devices time, by their stored names. */
public enum Stage {
  /** Pixels to network input. */
  PREPROCESS("preprocess", Result::getPreprocessNanos),
  /** Converting autoencoder. */
  CONVERT("convert", Result::getConvertNanos),
  /** Networks and decisions on the device. */
  EDGE("edge", Result::getEdgeNanos),
  /** Packing for the cloud. */
  ENCODE("encode", Result::getEncodeNanos),
  /** Waiting for the cloud, less its work. */
  NETWORK("network", Result::getNetworkNanos),
  /** Work in the cloud. */
  CLOUD("cloud", Result::getCloudNanos),
  /** Decoded pixels to label. */
  TOTAL("total", Result::getTotalNanos);

  private final String id;

  // A method reference holds nothing that could change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Result, Long> nanos;

  Stage(String id, Function<Result, Long> nanos) {
    this.id = id;
    this.nanos = nanos;
  }

  /** Stored name. */
  public String id() {
    return id;
  }

  /** The stage's time of a result; null where it has none. */
  public Long nanos(Result result) {
    return nanos.apply(result);
  }

  static Stage of(String id) {
    return Arrays.stream(values())
        .filter(stage -> stage.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown stage: " + id));
  }
}
