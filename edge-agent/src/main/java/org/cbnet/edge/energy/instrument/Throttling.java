package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The bits in which a Raspberry Pi's firmware says what holds it back: from the kernel's file,
 * where there is one, else from {@code vcgencmd get_throttled}, and no more once neither answered.
 */
final class Throttling {
  static final Path FIRMWARE = Path.of("/sys/devices/platform/soc/soc:firmware/get_throttled");
  private static final int LOOKS_TO_A_COMMAND = 10;

  private final Path file;
  private final ChildCommand vcgencmd;
  private boolean commandWorks = true;
  private int looks;
  private Optional<Long> last = Optional.empty();

  Throttling(Path file, ChildCommand vcgencmd) {
    this.file = file;
    this.vcgencmd = vcgencmd;
  }

  /** Empty where the machine does not tell. */
  Optional<Long> bits() throws InterruptedException {
    try {
      if (Files.exists(file)) {
        return Optional.of(hex(SysFile.text(file)));
      }
      // A process costs energy of its own, so it is not asked at every look.
      if (commandWorks && looks++ % LOOKS_TO_A_COMMAND == 0) {
        last = Optional.of(hex(vcgencmd.run("get_throttled").strip().replace("throttled=", "")));
      }
      return last;
    } catch (IOException e) {
      commandWorks = last.isPresent();
      last = commandWorks ? last : Optional.empty();
      return Optional.empty();
    }
  }

  private static long hex(String text) throws IOException {
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (!digits.matches("[0-9a-fA-F]{1,8}")) {
      throw new IOException("no bits: " + Shown.of(text));
    }
    return Long.parseLong(digits, 16);
  }
}
