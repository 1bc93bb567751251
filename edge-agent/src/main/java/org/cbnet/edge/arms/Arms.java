package org.cbnet.edge.arms;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.loop.WarmUp;
import org.cbnet.edge.loop.Work;
import org.cbnet.inference.dataset.LabelledImages;

/**
 * Contenders of an experiment, all in this process, so that they meet the same compiled code, spool
 * and publisher. Each is the agent's configuration with a file of its own over it. One thread.
 */
public final class Arms implements AutoCloseable {
  /** No contenders: the agent infers as its configuration says. */
  public static final Arms NONE = new Arms(Map.of());

  private final Map<String, Arm> arms;

  private Arms(Map<String, Arm> arms) {
    this.arms = arms;
  }

  /**
   * Opens ways to the cloud, no networks yet.
   *
   * @param configs by name
   * @throws IOException where a bundle can't be read
   */
  public static Arms of(Map<String, AgentConfig> configs) throws IOException {
    Map<String, Arm> arms = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, AgentConfig> config : configs.entrySet()) {
        arms.put(config.getKey(), Arm.of(config.getValue()));
      }
      return new Arms(arms);
    } catch (IOException | RuntimeException e) {
      closeAll(arms.values());
      throw e;
    }
  }

  /**
   * Opens networks anew in an order, and lets each infer as many images as it is to be warmed up
   * with.
   *
   * @throws IllegalArgumentException where there is no such arm, or its network can't be opened
   */
  public void open(List<String> names, LabelledImages images) {
    for (String name : names) {
      Arm arm = arm(name);
      try {
        WarmUp.run(arm.open().strategy(), images, arm.warmUpFrames());
      } catch (IOException e) {
        throw new IllegalArgumentException("arm %s: %s".formatted(name, e.getMessage()), e);
      }
    }
  }

  /**
   * What infers for an arm.
   *
   * @throws IllegalArgumentException where there is no such arm, or it was not opened
   */
  public Work work(String name) {
    return arm(name)
        .work()
        .orElseThrow(() -> new IllegalArgumentException("arm %s is not open".formatted(name)));
  }

  @Override
  public void close() {
    closeAll(arms.values());
  }

  private Arm arm(String name) {
    Arm arm = arms.get(name);
    if (arm == null) {
      throw new IllegalArgumentException(
          "unknown arm '%s': there are %s".formatted(name, arms.keySet()));
    }
    return arm;
  }

  private static void closeAll(Collection<Arm> arms) {
    arms.forEach(Arm::close);
  }
}
