package org.cbnet.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.cloud.control.table.TableSettings;
import org.cbnet.cloud.rollout.Rollout;
import org.cbnet.cloud.rollout.Rollout.State;
import org.cbnet.cloud.rollout.RolloutConflictException;
import org.cbnet.cloud.rollout.RolloutDriver;
import org.cbnet.cloud.rollout.RolloutFigures;
import org.cbnet.cloud.rollout.RolloutLimits;
import org.cbnet.cloud.rollout.RolloutOverlay;
import org.cbnet.cloud.rollout.RolloutPlan;
import org.cbnet.cloud.rollout.RolloutTopic;
import org.cbnet.cloud.rollout.Rollouts;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.schemas.record.DesiredState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one broker, and a fleet that does what the overlay says. */
class RolloutDriverTest {
  private static final String BUNDLE = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);
  private static final Principal ANN = Principal.LOCAL;
  private static final int DEVICES = 200;

  @TempDir private Path folder;
  private final List<String> audit = new CopyOnWriteArrayList<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private EmbeddedBroker broker;
  private Instance one;
  private Instance other;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(folder, 0);
    one = new Instance("one");
    other = new Instance("other");
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    broker.close();
  }

  @Test
  void goesThroughItsStepsWhoeverDrives() throws Exception {
    String id = one.rollouts.start(plan(BUNDLE, 10.0, 100.0), ANN).id();
    assertThat(one.wanted()).isBetween(5L, 40L);
    one.driver.tick();
    assertThat(one.now(id).soakMillis()).as("enough have reported").isNotNull();

    now = now.plusSeconds(599);
    one.driver.tick();
    assertThat(one.now(id).step()).isZero();
    // The other one holds still while the lease lasts, and goes on once it is over.
    now = now.plusSeconds(1);
    other.await(() -> other.now(id).equals(one.now(id)));
    other.driver.tick();
    assertThat(other.now(id).step()).isZero();
    now = now.plusSeconds(120);
    other.driver.tick();
    assertThat(other.now(id).step()).isEqualTo(1);
    assertThat(other.wanted()).isEqualTo(DEVICES);

    // A driver that was replaced does nothing.
    one.await(() -> one.now(id).equals(other.now(id)));
    one.driver.tick();
    assertThat(one.now(id)).isEqualTo(other.now(id));
    other.driver.tick();
    now = now.plusSeconds(600);
    other.driver.tick();
    assertThat(other.now(id).state()).isEqualTo(State.DONE);
    assertThat(audit).containsExactly("rollout.start", "rollout.step", "rollout.done");
    one.close();
    one = new Instance("one");
    assertThat(one.now(id)).as("after a restart").isEqualTo(other.now(id));
    assertThat(one.wanted()).isEqualTo(DEVICES);
  }

  @Test
  void haltsByItselfAndGivesDevicesWhatTheyHad() throws Exception {
    RolloutPlan good = plan(BUNDLE, 100.0);
    String first = one.rollouts.start(good, ANN).id();
    one.driver.tick();
    now = now.plusSeconds(600);
    one.driver.tick();
    assertThat(one.now(first).state()).isEqualTo(State.DONE);

    String second = one.rollouts.start(plan(OTHER, 50.0, 100.0), ANN).id();
    for (int i = 0; i < DEVICES; i++) {
      failing.add(device(i));
    }
    now = now.plusSeconds(61);
    one.driver.tick();
    assertThat(one.now(second).state()).isEqualTo(State.HALTED);
    assertThat(one.now(second).reason()).contains("failed or rolled back, at most 5.000 % may");
    for (int i = 0; i < DEVICES; i++) {
      assertThat(one.wantedOf(i).map(DesiredState::getBundle)).hasValue(BUNDLE);
    }
    assertThat(one.rollouts.userOf(BUNDLE)).map(Rollout::id).hasValue(first);
    assertThat(one.rollouts.userOf(OTHER)).isEmpty();
  }

  @Test
  void anOperatorIsStrongerThanTheDriver() throws Exception {
    String id = one.rollouts.start(plan(BUNDLE, 50.0, 100.0), ANN).id();
    assertThatThrownBy(() -> one.rollouts.start(plan(OTHER, 100.0), ANN))
        .isInstanceOf(RolloutConflictException.class)
        .hasMessageContaining("r1 is running for the same devices");
    one.driver.tick();
    other.await(() -> other.rollouts.find(id).isPresent());
    other.rollouts.halt(id, false, ANN);
    long stayed = other.wanted();
    assertThat(stayed).isBetween(60L, 140L);
    now = now.plusSeconds(6_000);
    one.driver.tick();
    one.await(() -> one.now(id).state() == State.HALTED);
    one.driver.tick();
    assertThat(one.now(id)).isEqualTo(other.now(id));
    assertThatThrownBy(() -> one.rollouts.halt(id, null, ANN))
        .isInstanceOf(RolloutConflictException.class)
        .hasMessageContaining("halted by local");
    assertThat(one.rollouts.halt("r99", null, ANN)).isEmpty();
  }

  private static RolloutPlan plan(String bundle, Double... percentages) {
    RolloutLimits limits = new RolloutLimits(0.05, 0.5, null, null);
    return new RolloutPlan(bundle, null, null, null, List.of(percentages), 600, limits, true);
  }

  private static String device(int i) {
    return "pi-" + i;
  }

  private final class Instance implements RolloutFigures, AutoCloseable {
    private final ControlTable<Rollout> table;
    private final RolloutOverlay overlay;
    private final Rollouts rollouts;
    private final RolloutDriver driver;

    private Instance(String name) throws Exception {
      table =
          ControlTable.open(
              RolloutTopic.TOPIC,
              new TableSettings(
                  Map.of("bootstrap.servers", broker.bootstrapServers()), "cloud", 1));
      await(() -> table.obstacle().isEmpty());
      overlay = new RolloutOverlay(table);
      rollouts =
          new Rollouts(
              table,
              bundle -> true,
              (principal, action, target, before, after, outcome) -> audit.add(action),
              () -> now);
      driver = new RolloutDriver(rollouts, this, name, () -> now);
    }

    private Rollout now(String id) {
      return rollouts.find(id).orElseThrow();
    }

    private Optional<DesiredState> wantedOf(int i) {
      return overlay.of(device(i), List.of()).state();
    }

    private long wanted() {
      long wanted = 0;
      for (int i = 0; i < DEVICES; i++) {
        wanted += wantedOf(i).isPresent() ? 1 : 0;
      }
      return wanted;
    }

    private void await(BooleanSupplier wanted) throws InterruptedException {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!wanted.getAsBoolean()) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.sleep(10);
      }
    }

    @Override
    public void devices(Consumer<Device> sink) {
      for (int i = 0; i < DEVICES; i++) {
        boolean fails = failing.contains(device(i));
        String runs = wantedOf(i).map(DesiredState::getBundle).orElse("c".repeat(64));
        sink.accept(
            new Device(
                device(i),
                List.of(),
                fails ? BUNDLE : runs,
                fails ? "FAILED" : "APPLIED",
                now.toEpochMilli()));
      }
    }

    @Override
    public Model model(String modelHash, Instant from) {
      return Model.NONE;
    }

    @Override
    public void close() {
      driver.close();
      table.close();
    }
  }
}
