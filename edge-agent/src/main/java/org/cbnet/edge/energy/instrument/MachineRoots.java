package org.cbnet.edge.energy.instrument;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where a machine shows what it uses.
 *
 * @param vcgencmd the firmware's program on a Raspberry Pi, with arguments that come first
 * @param throttled the firmware's file
 * @param timeout of programs and plugs, each
 */
public record MachineRoots(
    Path hwmon,
    Path powercap,
    Path thermal,
    Path throttled,
    List<String> vcgencmd,
    Duration timeout) {

  public MachineRoots {
    vcgencmd = List.copyOf(vcgencmd);
  }

  /** Linux as it is. */
  public static MachineRoots ofLinux() {
    return new MachineRoots(
        Hwmon.ROOT,
        Rapl.ROOT,
        Conditions.THERMAL,
        Throttling.FIRMWARE,
        List.of("vcgencmd"),
        Duration.ofSeconds(2));
  }

  ChildCommand firmware() {
    return new ChildCommand(vcgencmd, timeout);
  }
}
