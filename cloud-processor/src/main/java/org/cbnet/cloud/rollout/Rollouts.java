package org.cbnet.cloud.rollout;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.control.table.Change;
import org.cbnet.cloud.control.table.ConflictException;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.cloud.rollout.Rollout.State;

/** The roll-outs that there are: the same in every instance. Safe for several threads. */
public final class Rollouts {
  // What a number was used for stays known; older ones are in the audit topic.
  private static final int KEPT = 100;
  private static final int ATTEMPTS = 10;

  private final ControlTable<Rollout> table;
  private final Predicate<String> bundleKnown;
  private final AuditLog audit;
  private final InstantSource clock;

  /**
   * @param table of {@link RolloutTopic#TOPIC}; closed by whoever opened it
   * @param bundleKnown by hash
   */
  public Rollouts(
      ControlTable<Rollout> table,
      Predicate<String> bundleKnown,
      AuditLog audit,
      InstantSource clock) {
    this.table = Objects.requireNonNull(table, "table is null");
    this.bundleKnown = Objects.requireNonNull(bundleKnown, "bundleKnown is null");
    this.audit = Objects.requireNonNull(audit, "audit is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /** All that are kept, newest first. */
  public List<Rollout> newestFirst() {
    return entries().stream().map(Entry::value).toList();
  }

  /** By its id. */
  public Optional<Rollout> find(String id) {
    return table.get(id).map(Entry::value);
  }

  /** The one that speaks for a device, if any does. */
  static Optional<Rollout> of(
      Collection<Entry<Rollout>> rows, String deviceId, Collection<String> groups) {
    return rows.stream()
        .map(Entry::value)
        .filter(rollout -> rollout.selects(deviceId, groups))
        .max(Comparator.comparingLong(Rollout::number));
  }

  /** The one that has devices run a bundle, or will, if any. */
  public Optional<Rollout> userOf(String bundle) {
    return newestFirst().stream()
        .filter(rollout -> rollout.percentage() > 0 && rollout.plan().bundle().equals(bundle))
        .findFirst();
  }

  /**
   * Starts one.
   *
   * @throws IllegalArgumentException where the plan names a bundle that nobody has uploaded
   * @throws RolloutConflictException where another one runs that concerns the same devices
   */
  public Rollout start(RolloutPlan plan, Principal principal) {
    if (!bundleKnown.test(plan.bundle())) {
      throw new IllegalArgumentException(
          "bundle %s is not known: upload it first".formatted(plan.bundle()));
    }
    for (int attempt = 1; true; attempt++) {
      List<Rollout> all = newestFirst();
      all.stream().filter(other -> isInTheWay(other, plan)).findFirst().ifPresent(Rollouts::refuse);
      long number = all.isEmpty() ? 1 : all.get(0).number() + 1;
      Rollout started = Rollout.start(number, plan, principal.name(), clock.millis());
      List<Change<Rollout>> changes = new ArrayList<>();
      // Two that start at once take the same number, so one of them looks again.
      changes.add(Change.put(started.id(), started, Change.ABSENT));
      all.stream()
          .filter(old -> old.percentage() == 0)
          .skip(KEPT)
          .forEach(old -> changes.add(Change.remove(old.id(), Change.ANY)));
      try {
        table.write(changes);
        audit(principal, "rollout.start", null, started);
        return started;
      } catch (ConflictException e) {
        giveUp(attempt, e);
      }
    }
  }

  /**
   * Halts one, or takes one back that is done.
   *
   * @param back whether its devices get what they had; null as its plan says
   * @return as it is now; nothing where there is none
   * @throws RolloutConflictException where it is halted already
   */
  public Optional<Rollout> halt(String id, Boolean back, Principal principal) {
    for (int attempt = 1; true; attempt++) {
      Optional<Entry<Rollout>> entry = table.get(id);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      Rollout now = entry.get().value();
      if (now.state() == State.HALTED) {
        throw new RolloutConflictException("%s is halted already: %s".formatted(id, now.reason()));
      }
      Rollout halted =
          now.withBackOnHalt(back == null ? now.plan().backOnHalt() : back)
              .halted("halted by " + principal.name(), clock.millis());
      try {
        table.put(id, halted, entry.get().revision());
        audit(principal, "rollout.halt", now, halted);
        return Optional.of(halted);
      } catch (ConflictException e) {
        giveUp(attempt, e);
      }
    }
  }

  /** With revisions, newest first. */
  List<Entry<Rollout>> entries() {
    List<Entry<Rollout>> all = new ArrayList<>(table.all().values());
    all.sort(Comparator.comparingLong((Entry<Rollout> entry) -> entry.value().number()).reversed());
    return all;
  }

  /**
   * Puts what its driver has decided.
   *
   * @return its new revision
   * @throws ConflictException where somebody else has changed it meanwhile
   */
  long drive(Entry<Rollout> before, Rollout after) {
    return table.put(after.id(), after, before.revision());
  }

  void audit(Principal principal, String action, Rollout before, Rollout after) {
    audit.record(
        principal,
        action,
        after.id(),
        before == null ? null : RolloutTopic.json(before),
        RolloutTopic.json(after),
        AuditLog.Outcome.DONE);
  }

  private static boolean isInTheWay(Rollout other, RolloutPlan plan) {
    String group = other.plan().group();
    return other.state() == State.RUNNING
        && (group == null || plan.group() == null || group.equals(plan.group()));
  }

  private static void refuse(Rollout running) {
    throw new RolloutConflictException(
        "%s is running for the same devices: wait for its end or halt it".formatted(running.id()));
  }

  private static void giveUp(int attempt, ConflictException e) {
    if (attempt == ATTEMPTS) {
      throw new RolloutConflictException("it changes all the time: ask again", e);
    }
  }
}
