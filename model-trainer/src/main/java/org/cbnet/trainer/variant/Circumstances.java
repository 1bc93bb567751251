package org.cbnet.trainer.variant;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import org.cbnet.trainer.evaluation.report.Machine;
import org.cbnet.trainer.evaluation.report.Versions;

/**
 * On what variants were measured: a choice holds for this kind of machine and version; the names of
 * the components are the keys of the JSON.
 *
 * @param processor its model
 * @param onnxruntime version
 * @param rounds of the latency measurement
 * @param images held back for choices that were shown
 */
@JsonPropertyOrder({"processor", "onnxruntime", "rounds", "images"})
public record Circumstances(String processor, String onnxruntime, int rounds, int images) {
  public Circumstances {
    Objects.requireNonNull(processor, "processor is null");
    Objects.requireNonNull(onnxruntime, "onnxruntime is null");
    if (rounds < 1 || images < 1) {
      throw new IllegalArgumentException(
          "rounds and images must be at least 1: %d, %d".formatted(rounds, images));
    }
  }

  static Circumstances ofProcess(int rounds, int images) {
    return new Circumstances(
        Machine.ofProcess().processor(), Versions.ofProcess().onnxruntime(), rounds, images);
  }
}
