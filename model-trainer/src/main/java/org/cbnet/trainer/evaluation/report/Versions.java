package org.cbnet.trainer.evaluation.report;

import ai.onnxruntime.OrtEnvironment;

/**
 * What computed the figures.
 *
 * @param java version and vendor
 * @param onnxruntime version
 */
public record Versions(String java, String onnxruntime) {
  /** Of this process. */
  public static Versions ofProcess() {
    return new Versions(
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        OrtEnvironment.getEnvironment().getVersion());
  }
}
