package org.cbnet.cloud.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
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

  // Each row that is read from disk asks for each of its stages.
  private static final Map<String, Stage> BY_ID =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Stage::id, stage -> stage));

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
    Stage stage = BY_ID.get(id);
    if (stage == null) {
      throw new IllegalArgumentException("unknown stage: " + id);
    }
    return stage;
  }
}
