package org.cbnet.edge.support;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What board, system and Java this is. */
public final class MachineFacts {
  private static final int MOST_BYTES = 64 << 10;

  private static final List<String> PROPERTIES =
      List.of(
          "java.version",
          "java.vendor",
          "java.vm.name",
          "java.vm.version",
          "java.home",
          "os.name",
          "os.version",
          "os.arch",
          "java.io.tmpdir",
          "user.dir");

  private static final List<Path> FILES =
      List.of(
          Path.of("/proc/device-tree/model"),
          Path.of("/etc/os-release"),
          Path.of("/proc/version"),
          Path.of("/proc/uptime"),
          Path.of("/proc/loadavg"),
          Path.of("/proc/meminfo"),
          Path.of("/proc/mounts"),
          Path.of("/sys/class/thermal/thermal_zone0/temp"));

  private MachineFacts() {}

  /** Everything, section by section. */
  public static String text(String agentVersion, Instant now) {
    StringBuilder text = new StringBuilder();
    text.append("agent: ").append(agentVersion).append('\n');
    text.append("now: ").append(now).append('\n');
    text.append("processors: ").append(Runtime.getRuntime().availableProcessors()).append('\n');
    PROPERTIES.forEach(
        name -> text.append("%s: %s%n".formatted(name, System.getProperty(name, "?"))));
    text.append("this JVM's options: ")
        .append(ManagementFactory.getRuntimeMXBean().getInputArguments())
        .append('\n');
    FILES.forEach(file -> text.append("%n== %s%n%s%n".formatted(file, read(file))));
    return text.toString();
  }

  /** Variables of the agent, of Java and of systemd, one a line. */
  public static String environment(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(
            entry -> entry.getKey().matches("(CBNET|JAVA|JDK|MALLOC|NOTIFY|WATCHDOG|TZ|LANG).*"))
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String read(Path file) {
    try (var in = Files.newInputStream(file)) {
      // The device tree ends its texts with a zero.
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
          .replace("\0", "")
          .strip();
    } catch (IOException e) {
      return "not available: " + e;
    }
  }
}
