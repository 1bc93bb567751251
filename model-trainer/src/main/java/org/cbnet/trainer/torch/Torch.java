package org.cbnet.trainer.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

/**
 * Starts DJL's PyTorch engine as this project needs it: one thread, so that sums are added in the
 * same order each time and a seed gives the same network again; natives from the class path only;
 * no usage reports.
 */
public final class Torch {
  private static final String ENGINE = "PyTorch";

  private Torch() {}

  /** A manager that owns what is created with it and frees it when closed. */
  public static NDManager newManager() {
    return engine().newBaseManager();
  }

  /** Version of the native library. */
  public static String version() {
    return engine().getVersion();
  }

  /** Version of DJL. */
  public static String djlVersion() {
    return Engine.getDjlVersion();
  }

  /** Records what is computed until it is closed, for its gradients. */
  public static GradientCollector newGradientCollector() {
    return engine().newGradientCollector();
  }

  static {
    OneDnn.chooseKernels();
  }

  private static Engine engine() {
    // Read once, when the engine starts.
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    return Engine.getEngine(ENGINE);
  }
}
