package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void readsTheProcessorsZone() throws Exception {
    SysTree tree = new SysTree(folder.resolve("thermal"));
    tree.put("thermal_zone0/type", "gpu-thermal").put("thermal_zone0/temp", "41000");
    tree.put("thermal_zone1/type", "cpu-thermal").put("thermal_zone1/temp", "48686");
    tree.put("cooling_device0/type", "gpio-fan");
    Conditions conditions = conditions(tree.root());

    conditions.look();
    assertThat(conditions.celsius()).hasValue(48.686);

    tree.put("thermal_zone1/temp", "");
    conditions.look();
    assertThat(conditions.celsius()).as("garbage is no temperature").isEmpty();
  }

  @Test
  void saysNothingOfAMachineThatDoesNot() throws Exception {
    Conditions conditions = conditions(folder.resolve("none"));
    conditions.look();

    assertThat(conditions.celsius()).isEmpty();
    assertThat(conditions.takeHeldBack()).isEmpty();
  }

  @Test
  void remembersThrottlingUntilItIsTaken() throws Exception {
    Conditions conditions = conditions(folder.resolve("none"));
    // Throttled at some time before the agent began: no interval of ours.
    throttled("40000");
    conditions.look();
    assertThat(conditions.takeHeldBack()).hasValue(false);

    throttled("40004");
    conditions.look();
    throttled("40000");
    conditions.look();

    assertThat(conditions.takeHeldBack()).as("in between").hasValue(true);
    assertThat(conditions.takeHeldBack()).as("no longer").hasValue(false);
  }

  @Test
  void noticesWhatHappenedBetweenTwoLooks() throws Exception {
    Conditions conditions = conditions(folder.resolve("none"));
    throttled("0");
    conditions.look();
    conditions.takeHeldBack();
    throttled("20000");
    conditions.look();

    assertThat(conditions.takeHeldBack()).hasValue(true);
  }

  @Test
  void doesNotTakeLowVoltageAloneForThrottling() throws Exception {
    Conditions conditions = conditions(folder.resolve("none"));
    throttled("50001");
    conditions.look();
    conditions.look();

    assertThat(conditions.takeHeldBack()).hasValue(false);
  }

  @Test
  void asksTheFirmwaresProgramWhereThereIsNoFile() throws Exception {
    ChildCommand command =
        new ChildCommand(
            SysTree.script(folder.resolve("vcgencmd"), "echo throttled=0x50008"), PATIENCE);
    Conditions conditions =
        new Conditions(folder.resolve("none"), new Throttling(folder.resolve("no-file"), command));
    conditions.look();

    assertThat(conditions.takeHeldBack()).hasValue(true);
  }

  private void throttled(String bits) throws IOException {
    new SysTree(folder).put("get_throttled", bits);
  }

  private Conditions conditions(Path thermal) {
    ChildCommand missing =
        new ChildCommand(List.of(folder.resolve("no-program").toString()), PATIENCE);
    return new Conditions(thermal, new Throttling(folder.resolve("get_throttled"), missing));
  }
}
