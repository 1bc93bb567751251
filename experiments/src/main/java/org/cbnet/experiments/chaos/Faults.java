package org.cbnet.experiments.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.cbnet.experiments.fleet.FleetRecord;

/** Breaks instances and brings them back, one fault after another. */
final class Faults {
  private static final Duration GROUP_WITHIN = Duration.ofSeconds(30);
  private static final int LEAST_RESTORE_MILLIS = 300;
  private static final int MOST_RESTORE_MILLIS = 3_000;

  private final Group group;
  private final Traffic traffic;
  private final Questions questions;
  private final SplittableRandom random;
  private final PrintWriter progress;
  private final List<Fault> done = new ArrayList<>();
  private List<FleetRecord> marked = List.of();
  private int victim;

  Faults(Group group, Traffic traffic, Questions questions, long seed, PrintWriter progress) {
    this.group = group;
    this.traffic = traffic;
    this.questions = questions;
    this.random = new SplittableRandom(seed);
    this.progress = progress;
  }

  /** All in order; behind each the group is whole again, but before a kill in a restore. */
  void run(List<Fault.Kind> kinds, Prober prober) throws IOException, InterruptedException {
    for (int i = 0; i < kinds.size(); i++) {
      Fault.Kind kind = kinds.get(i);
      prober.phase(kind.id());
      // Its victim is to be killed again while it comes back.
      boolean staysAway = i + 1 < kinds.size() && kinds.get(i + 1) == Fault.Kind.KILL_IN_RESTORE;
      switch (kind) {
        case KILL -> kill(kind, List.of(group.get(++victim)), i % 2 == 1 && !staysAway);
        case KILL_TWO -> kill(kind, List.of(group.get(++victim), group.get(++victim)), false);
        case KILL_IN_RESTORE -> killInRestore();
        case ROLLING_RESTART -> rollingRestart();
      }
      if (!staysAway) {
        bringBack();
      }
    }
  }

  private void kill(Fault.Kind kind, List<Instance> victims, boolean isBackAtOnce)
      throws IOException, InterruptedException {
    marked = traffic.mark();
    long start = System.nanoTime();
    victims.forEach(Instance::kill);
    if (isBackAtOnce) {
      // As a supervisor does: it is back before the others have missed it.
      launchDead();
    }
    note(kind, start);
  }

  private void killInRestore() throws IOException, InterruptedException {
    Instance returning = group.get(victim);
    returning.launch();
    returning.awaitConnections();
    int most = MOST_RESTORE_MILLIS;
    while (returning.isReadyWithin(
        Duration.ofMillis(random.nextInt(LEAST_RESTORE_MILLIS, most + 1)))) {
      // Too late: it has come back already.
      most = Math.max(LEAST_RESTORE_MILLIS, most / 2);
      returning.kill();
      returning.launch();
      returning.awaitConnections();
    }
    long start = System.nanoTime();
    returning.kill();
    note(Fault.Kind.KILL_IN_RESTORE, start);
  }

  private void rollingRestart() throws IOException, InterruptedException {
    for (Instance each : group.instances()) {
      marked = traffic.mark();
      long start = System.nanoTime();
      each.stop();
      note(Fault.Kind.ROLLING_RESTART, start);
      each.launch();
      each.awaitReady();
      traffic.repeat(marked);
    }
  }

  private void bringBack() throws IOException, InterruptedException {
    launchDead();
    group.awaitReady();
    group.awaitRunning(GROUP_WITHIN);
    traffic.repeat(marked);
  }

  private void launchDead() throws IOException {
    for (Instance each : group.instances()) {
      if (!each.isAlive()) {
        each.launch();
      }
    }
  }

  private void note(Fault.Kind kind, long start) throws IOException, InterruptedException {
    double answering = group.secondsUntilTold(start, false);
    double recovery = group.secondsUntilTold(start, true);
    done.add(
        new Fault(kind, answering, recovery, group.ask(Questions.fresh(questions.everyHour()))));
    progress.printf(
        Locale.ROOT,
        "  %-16s answers after %.1f s, whole after %.1f s%n",
        kind.id(),
        answering,
        recovery);
    progress.flush();
  }

  /** What was done. */
  List<Fault> done() {
    return done;
  }
}
