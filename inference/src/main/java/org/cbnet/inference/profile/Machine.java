package org.cbnet.inference.profile;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * What computed the figures of a profile. It holds no name of the machine's own.
 *
 * @param processor its model, as Linux tells it
 * @param cores that this Java may use
 * @param architecture of the processor
 * @param kernel name and version of the operating system
 * @param java version
 * @param onnxRuntime version
 * @param board as its firmware calls it; null where there is none
 */
public record Machine(
    String processor,
    int cores,
    String architecture,
    String kernel,
    String java,
    String onnxRuntime,
    String board) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path BOARD = Path.of("/proc/device-tree/model");
  private static final String UNKNOWN = "unknown";
  private static final int LONGEST_NAME = 40;

  public Machine {
    Objects.requireNonNull(processor, "processor is null");
    Objects.requireNonNull(architecture, "architecture is null");
    Objects.requireNonNull(kernel, "kernel is null");
    Objects.requireNonNull(java, "java is null");
    Objects.requireNonNull(onnxRuntime, "onnxRuntime is null");
    if (cores < 1) {
      throw new IllegalArgumentException("cores must be at least 1: " + cores);
    }
  }

  /** The machine that this process runs on. */
  public static Machine ofProcess() {
    return new Machine(
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.version"),
        OrtEnvironment.getEnvironment().getVersion(),
        boardModel());
  }

  /** A name for files: the board or else the processor, cores and architecture. */
  public String id() {
    String what = board == null ? processor : board;
    String plain = what.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "%s-%d-%s"
        .formatted(
            plain.substring(0, Math.min(LONGEST_NAME, plain.length())).replaceAll("^-|-$", ""),
            cores,
            architecture.replaceAll("[^A-Za-z0-9_]+", "-"));
  }

  private static String processorModel() {
    try {
      // x86 says "model name"; boards with ARM say "Model" or nothing.
      return Files.readAllLines(CPU_INFO, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("model name") || line.startsWith("Model"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String boardModel() {
    try {
      // The kernel ends it with a zero.
      return Files.readString(BOARD, StandardCharsets.UTF_8).replace("\0", "").strip();
    } catch (IOException e) {
      return null;
    }
  }
}
