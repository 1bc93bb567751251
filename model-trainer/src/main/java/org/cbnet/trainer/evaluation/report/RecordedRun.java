package org.cbnet.trainer.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * A results file as it is read back, whoever wrote it: what it lacks is told as absent.
 *
 * @param json the whole file
 * @param models by the names of their rows
 */
public record RecordedRun(JsonNode json, Map<String, JsonNode> models) {
  public RecordedRun {
    models = Map.copyOf(models);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where there is no network with a speed-up to compare
   */
  public static RecordedRun of(JsonNode json) {
    Map<String, JsonNode> models = new LinkedHashMap<>();
    json.path("models").forEach(model -> models.put(model.path("name").asText(), model));
    if (models.keySet().stream().allMatch(BundleProvenance.BASELINE::equals)) {
      throw new IllegalArgumentException(
          "no network beside %s in it, so nothing to compare".formatted(BundleProvenance.BASELINE));
    }
    return new RecordedRun(json, models);
  }

  /** When it started; empty where the file does not tell. */
  public Optional<Instant> startedAt() {
    try {
      return Optional.of(Instant.parse(text("startedAt")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether rounds, processes and frames were as many as a claim needs. */
  public boolean enoughForClaims() {
    return json.path("enoughForClaims").asBoolean();
  }

  /** Whether the baseline against itself passed; empty where it was not measured. */
  public Optional<Boolean> aaCheckPassed() {
    JsonNode passed = json.path("aaCheck").path("passed");
    return passed.isBoolean() ? Optional.of(passed.asBoolean()) : Optional.empty();
  }

  /** A figure of the whole run, {@code none} where the file has none. */
  String text(String key) {
    return json.path(key).asText("none");
  }

  /** Identity of a network's bundle; empty where the file has no such network or does not tell. */
  Optional<String> bundle(String network) {
    JsonNode hash = model(network).path("bundleSha256");
    return hash.isTextual() ? Optional.of(hash.asText()) : Optional.empty();
  }

  /** A network's speed-up, or null. */
  Ratio ratio(String network, String kind) {
    JsonNode ratio = model(network).path(kind);
    return ratio.isObject()
        ? new Ratio(
            ratio.path("ratio").asDouble(),
            ratio.path("low").asDouble(),
            ratio.path("high").asDouble())
        : null;
  }

  private JsonNode model(String network) {
    return models.getOrDefault(network, MissingNode.getInstance());
  }
}
