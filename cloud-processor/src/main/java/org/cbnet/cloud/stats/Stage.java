package org.cbnet.cloud.stats;

import java.util.Arrays;
import org.cbnet.schemas.record.Result;

/** The stages that devices time, by their stored names. */
public enum Stage {
  /** Pixels to network input. */
  PREPROCESS("preprocess"),
  /** Converting autoencoder. */
  CONVERT("convert"),
  /** Networks and decisions on the device. */
  EDGE("edge"),
  /** Packing for the cloud. */
  ENCODE("encode"),
  /** Waiting for the cloud, less its work. */
  NETWORK("network"),
  /** Work in the cloud. */
  CLOUD("cloud"),
  /** Decoded pixels to label. */
  TOTAL("total");

  private final String id;
  private final String field;

  Stage(String id) {
    this.id = id;
    this.field = id + "Nanos";
  }

  /** Stored name. */
  public String id() {
    return id;
  }

  /** The field of a result that has its time. */
  public String field() {
    return field;
  }

  /** The stage's time of a result; null where it has none. */
  public Long nanos(Result result) {
    // Each result is asked for each stage, more than once.
    return switch (this) {
      case PREPROCESS -> result.getPreprocessNanos();
      case CONVERT -> result.getConvertNanos();
      case EDGE -> result.getEdgeNanos();
      case ENCODE -> result.getEncodeNanos();
      case NETWORK -> result.getNetworkNanos();
      case CLOUD -> result.getCloudNanos();
      case TOTAL -> result.getTotalNanos();
    };
  }

  static Stage of(String id) {
    return Arrays.stream(values())
        .filter(stage -> stage.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown stage: " + id));
  }
}
