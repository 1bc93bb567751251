package org.cbnet.experiments.summary;

import java.util.Objects;

/**
 * On what a run was measured.
 *
 * @param processor its name
 * @param cores that the operating system shows
 * @param architecture as Java names it
 * @param kernel name and release
 * @param jdk vendor and version
 * @param productVersion of this product
 * @param commit of its sources; {@code unknown} where there is no repository
 * @param onnxRuntime version
 * @param governor of the processor's frequency; {@code unknown} where the system does not tell
 * @param load1Minute at the start
 * @param stealShare of processor time that the hypervisor gave to others during the run
 */
public record Environment(
    String processor,
    int cores,
    String architecture,
    String kernel,
    String jdk,
    String productVersion,
    String commit,
    String onnxRuntime,
    String governor,
    double load1Minute,
    double stealShare) {
  public Environment {
    Objects.requireNonNull(processor, "processor is null");
    Objects.requireNonNull(architecture, "architecture is null");
  }

  /** What must head every figure that was not measured on a Raspberry Pi's architecture. */
  public String heading() {
    return architecture.equals("aarch64") ? processor : "x86-64, not a Pi";
  }
}
