package org.cbnet.trainer.bundle;

import ai.onnxruntime.OrtEnvironment;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.trainer.torch.Torch;

/** What a training ran on; floating-point results may differ with any of these. */
final class Versions {
  private Versions() {}

  static Map<String, Object> ofProcess() {
    Map<String, Object> versions = new TreeMap<>();
    versions.put("djl", Torch.djlVersion());
    versions.put("pytorch", Torch.version());
    versions.put("onnxruntime", OrtEnvironment.getEnvironment().getVersion());
    versions.put("java", System.getProperty("java.version"));
    versions.put("os", System.getProperty("os.name"));
    versions.put("architecture", System.getProperty("os.arch"));
    return versions;
  }
}
