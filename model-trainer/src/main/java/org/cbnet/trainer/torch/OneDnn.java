package org.cbnet.trainer.torch;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps PyTorch's convolutions right on processors on which they are not.
 *
 * <p>oneDNN as PyTorch 2.7.1 has it answers wrong sums and NaN on AMD's family 26 (Zen 5, seen on
 * an EPYC) with every kernel for AVX and above, and right ones with those for SSE 4.1, which {@code
 * ConvolutionTest} sees. Which kernels it takes it reads from the environment when it is first
 * used.
 */
final class OneDnn {
  static final String VARIABLE = "DNNL_MAX_CPU_ISA";

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String VENDOR = "AuthenticAMD";
  private static final int FIRST_WRONG_FAMILY = 26;
  private static final String RIGHT_KERNELS = "SSE41";

  private OneDnn() {}

  /** The part of C's library that is needed: Java cannot change its own environment. */
  interface C extends Library {
    int setenv(String name, String value, int overwrite);
  }

  /** Chooses kernels, unless the variable is set; before PyTorch is loaded. */
  static void chooseKernels() {
    if (Files.exists(CPU_INFO) && isWrong(lines())) {
      Native.load("c", C.class).setenv(VARIABLE, RIGHT_KERNELS, 0);
    }
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(CPU_INFO);
    } catch (IOException e) {
      throw new UncheckedIOException("the processor can't be told", e);
    }
  }

  /**
   * Whether the processor is one of those.
   *
   * @param cpuInfo lines of {@code /proc/cpuinfo}
   */
  static boolean isWrong(List<String> cpuInfo) {
    boolean isAmd = false;
    for (String line : cpuInfo) {
      String[] field = line.split("\\s*:\\s*", 2);
      isAmd |= field[0].equals("vendor_id") && field[1].equals(VENDOR);
      if (isAmd && field[0].equals("cpu family")) {
        return Integer.parseInt(field[1].strip()) >= FIRST_WRONG_FAMILY;
      }
    }
    return false;
  }
}
