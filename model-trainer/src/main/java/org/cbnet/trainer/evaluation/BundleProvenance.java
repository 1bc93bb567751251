package org.cbnet.trainer.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.cbnet.inference.bundle.BundleManifest;

/**
 * What an evaluation reads from a bundle's provenance; all of it may be absent, as bundles also
 * come from elsewhere.
 *
 * @param manifest of the bundle
 */
public record BundleProvenance(BundleManifest manifest) {
  /** Name of the network that all others are compared with. */
  public static final String BASELINE = "lenet";

  /**
   * The network's name; behind an {@code @} the name of its exit threshold, where it has one with a
   * name: {@code branchynet@paperT}.
   */
  public String rowName() {
    Optional<String> threshold =
        manifest.entropyThresholdNats() == null ? Optional.empty() : text("thresholdName");
    return threshold.map(name -> manifest.network() + "@" + name).orElse(manifest.network());
  }

  /** Whether its weights mean nothing, so that only its latency is of interest. */
  public boolean latencyOnly() {
    return Boolean.TRUE.equals(manifest.provenance().get("latencyOnly"));
  }

  /** Entropy below which exit 1 answers; empty where there are no exits. */
  public OptionalDouble thresholdNats() {
    Double threshold = manifest.entropyThresholdNats();
    return threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold);
  }

  /**
   * Whether its outputs only rank the classes, so that their softmax is no probability and says
   * nothing about how sure it is.
   */
  public boolean scoresOnly() {
    return manifest.provenance().get("training") instanceof Map<?, ?> training
        && "scores".equals(training.get("logits"));
  }

  /** Which form of its graphs was chosen, as in {@code fused}; empty for its own. */
  public Optional<String> variant() {
    return text("variant");
  }

  /** How it was trained, {@code plain} or {@code distilled}. */
  public Optional<String> label() {
    return text("label");
  }

  /** Whether it is this network, trained this way. */
  public boolean isOfKind(String network, String label) {
    return manifest.network().equals(network) && label().filter(label::equals).isPresent();
  }

  /** SHA-256 of the trained cell's {@code bundle.json} that it came from. */
  public Optional<String> cellSha256() {
    return text("cellSha256");
  }

  /** Seed of its training. */
  public OptionalLong seed() {
    return manifest.provenance().get("seed") instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** Accuracy on the validation images, null where unknown. */
  public Double validationAccuracy() {
    return manifest.provenance().get("validationAccuracy") instanceof Number number
        ? number.doubleValue()
        : null;
  }

  /** Training images and those held back from them; null where unknown. */
  public Integer sourceImages() {
    if (manifest.provenance().get("data") instanceof Map<?, ?> data
        && data.get("trainingImages") instanceof Number training
        && data.get("validationImages") instanceof Number validation) {
      return training.intValue() + validation.intValue();
    }
    return null;
  }

  private Optional<String> text(String key) {
    return manifest.provenance().get(key) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
