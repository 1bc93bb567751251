package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.cbnet.edge.clock.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaplTest {
  private static final String RANGE = "262143328850";

  @TempDir private Path folder;

  private SysTree tree;
  private Rapl meter;

  @BeforeEach
  void recordAMachineWithTwoPackages() throws IOException {
    tree = new SysTree(folder.resolve("powercap"));
    zone("intel-rapl:0", "package-0", "1000000");
    zone("intel-rapl:0:0", "core", "700000");
    zone("intel-rapl:0:1", "uncore", "100000");
    zone("intel-rapl:1", "package-1", "5000000");
    zone("intel-rapl:1:0", "dram", "900000");
    zone("intel-rapl:2", "psys", "9000000");
    zone("intel-rapl-mmio:0", "package-0", "1000000");
    tree.put("intel-rapl/enabled", "1");
    meter = new Rapl(tree.root(), new ManualClock());
    assertThat(joules()).isZero();
  }

  @Test
  void addsUpThePackagesAndNothingTwice() throws IOException {
    zone("intel-rapl:0", "package-0", "3000000");
    zone("intel-rapl:0:0", "core", "2700000");
    zone("intel-rapl:1", "package-1", "5500000");
    zone("intel-rapl:2", "psys", "99000000");
    zone("intel-rapl-mmio:0", "package-0", "3000000");

    assertThat(joules()).isCloseTo(2.5, within(1e-9));
    assertThat(meter.accuracy().gain()).as("nobody states one").isEmpty();
  }

  @Test
  void goesOnWhereACounterWraps() throws IOException {
    zone("intel-rapl:0", "package-0", "262143000000");
    assertThat(joules()).isCloseTo(262_142, within(1e-6));
    zone("intel-rapl:0", "package-0", "171150");

    assertThat(joules()).isCloseTo(262_142.5, within(1e-6));
    zone("intel-rapl:0", "package-0", "1171150");
    assertThat(joules()).isCloseTo(262_143.5, within(1e-6));
  }

  @Test
  void countsNothingTwiceAfterAReadingThatFailedHalfWay() throws IOException {
    zone("intel-rapl:0", "package-0", "2000000");
    tree.put("intel-rapl:1/energy_uj", "");
    assertThatExceptionOfType(IOException.class).isThrownBy(meter::read);
    zone("intel-rapl:1", "package-1", "5000000");

    assertThat(joules()).isCloseTo(1, within(1e-9));
  }

  @Test
  void beginsAnewWhereAPackageIsGone() throws IOException {
    tree.remove("intel-rapl:1");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(meter::read)
        .withMessageContaining("have changed");
    zone("intel-rapl:0", "package-0", "1500000");

    assertThat(joules()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void saysWhatItMissesOnAMachineWithoutOne() throws IOException {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(new Rapl(folder.resolve("none"), new ManualClock())::read)
        .withMessage("no %s on this machine", folder.resolve("none"));

    tree.remove("intel-rapl:0");
    tree.remove("intel-rapl:1");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(meter::read)
        .withMessage("no processor package in %s", tree.root());
  }

  private void zone(String zone, String name, String microjoules) throws IOException {
    tree.put(zone + "/name", name)
        .put(zone + "/energy_uj", microjoules)
        .put(zone + "/max_energy_range_uj", RANGE);
  }

  private double joules() throws IOException {
    return meter.read().get(0).countedJoules().orElseThrow();
  }
}
