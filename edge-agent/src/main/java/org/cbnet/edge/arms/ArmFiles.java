package org.cbnet.edge.arms;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigException;
import org.cbnet.edge.config.ConfigLoader;

/** Reads the files that say how arms differ from the agent's configuration. */
public final class ArmFiles {
  // The rest is the agent's: spool, meter and identity are shared by all.
  private static final Pattern OF_AN_ARM =
      Pattern.compile("inference\\..*|offload\\..*|run\\.(id|link-profile|paired-arms)");

  private ArmFiles() {}

  /**
   * Configurations by the files' names, without their endings.
   *
   * @param base the agent's own; empty for defaults and environment alone
   */
  public static Map<String, AgentConfig> load(
      ConfigLoader loader, Optional<Path> base, List<Path> files) {
    Map<String, AgentConfig> configs = new LinkedHashMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
      if (configs.put(name, loader.load(base, file, OF_AN_ARM.asMatchPredicate())) != null) {
        throw new ConfigException("two arms are called %s: rename %s".formatted(name, file));
      }
    }
    return configs;
  }
}
