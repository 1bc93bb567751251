package org.cbnet.edge.steering;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.config.SteeringConfig;
import org.cbnet.edge.steering.SteeringMemory.Applied;
import org.cbnet.edge.steering.SteeringMemory.Outcome;
import org.cbnet.edge.steering.SteeringMemory.Phase;
import org.cbnet.edge.steering.SteeringMemory.Trying;
import org.cbnet.edge.steering.WantedModel.Target;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the model that is wanted: fetches its bundle, tries it out, has the loop switch to it,
 * watches it, and returns to the last good one where it fails.
 *
 * <p>A thread of its own runs it, one model after another; {@link #want} may be called from any.
 * The disk knows before each step what is about to be tried, so that a process that dies of it does
 * not try it again.
 */
final class ModelChanger implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelChanger.class);
  private static final Duration AFRESH = Duration.ofMinutes(10);

  private final SteeringConfig config;
  private final MemoryFile memory;
  private final BundleDownload download;
  private final ModelSwitch modelSwitch;
  private final EdgeClock clock;
  private final Runnable onChange;

  private final WantedModel wanted;
  private volatile Optional<Outcome> underWay = Optional.empty();

  /**
   * @param onChange called when there is something new to tell the cloud
   */
  ModelChanger(
      SteeringConfig config,
      MemoryFile memory,
      BundleDownload download,
      ModelSwitch modelSwitch,
      EdgeClock clock,
      Runnable onChange) {
    this.config = config;
    this.memory = memory;
    this.download = download;
    this.modelSwitch = modelSwitch;
    this.clock = clock;
    this.wanted = new WantedModel(clock);
    this.onChange = onChange;
  }

  /** Takes the place of what was wanted before, also where that is still under way. */
  void want(SteeringMemory accepted) {
    wanted.set(accepted);
  }

  /** What becomes of a model just now; empty where nothing is under way. */
  Optional<Outcome> underWay() {
    return underWay;
  }

  @Override
  public void run() {
    try {
      Trying trying = memory.get().trying();
      if (trying != null) {
        watch(trying);
      }
      Target retry = null;
      while (true) {
        Target target = wanted.take(retry, AFRESH.toNanos());
        retry = bring(target) ? null : target;
      }
    } catch (InterruptedException e) {
      // The agent ends.
    }
  }

  /** False where it is to be tried again later. */
  private boolean bring(Target target) throws InterruptedException {
    SteeringMemory now = memory.get();
    if (target.model().equals(now.running().model())) {
      applied(target);
      return true;
    }
    Outcome last = now.outcome();
    if (last != null && last.lasting() && last.revision() == target.revision()) {
      return true;
    }
    try {
      Optional<Long> minimumVersion = minimumVersion(target);
      if (minimumVersion.isPresent()) {
        tell(target, BundleState.VERIFIED, null);
        change(target, minimumVersion.get());
      }
      return true;
    } catch (ReleaseException | BundleException e) {
      return failed(target, e.getMessage(), true);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        // A file that was closed by the interrupt says nothing about the bundle.
        throw new InterruptedException();
      }
      return failed(target, Objects.requireNonNullElse(e.getMessage(), e.toString()), false);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a mistake of ours: " + e);
      return failed(target, e.toString(), true);
    } finally {
      underWay = Optional.empty();
      onChange.run();
    }
  }

  // Lowest version that may run beside it; 0 for a bundle of the device's own, empty where another
  // model is wanted by now.
  private Optional<Long> minimumVersion(Target target) throws IOException, InterruptedException {
    String hash = target.model().bundle();
    if (hash == null || modelSwitch.isConfigured(hash)) {
      return Optional.of(0L);
    }
    tell(target, BundleState.DOWNLOADING, null);
    return download
        .run(
            hash,
            memory.get().versionFloor(),
            wanted::another,
            problem -> tell(target, BundleState.DOWNLOADING, problem))
        .map(Release::minimumVersion);
  }

  private void change(Target target, long minimumVersion) throws IOException, InterruptedException {
    Trying trying = new Trying(target.revision(), target.model(), Phase.TRIAL, minimumVersion);
    update(before -> before.trying(trying));
    Optional<String> problem = modelSwitch.tryOut(target.model());
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (problem.isPresent()) {
      failed(target, problem.get(), true);
      return;
    }
    Outcome outcome = target.applied();
    update(
        before ->
            before
                .trying(trying.in(Phase.PROBATION))
                .running(new Applied(target.model(), target.tag()))
                .ended(outcome));
    modelSwitch.go();
    underWay = Optional.empty();
    LOG.atInfo()
        .addKeyValue("strategy", target.model().strategy())
        .addKeyValue("modelHash", target.model().bundle())
        .log("another model infers, on probation");
    onChange.run();
    watch(trying);
  }

  private void watch(Trying trying) throws InterruptedException {
    String before = memory.get().lastGood().model().bundle();
    Optional<String> problem = modelSwitch.watch(config.probation(), clock);
    if (problem.isPresent()) {
      remember(
          last ->
              last.rolledBack()
                  .ended(
                      new Outcome(
                          trying.revision(), BundleState.ROLLED_BACK, problem.get(), true)));
      if (!modelSwitch.goBack(memory.get().lastGood().model())) {
        String reason = problem.get() + "; the last good model can't be opened, this one goes on";
        remember(
            last -> last.ended(new Outcome(trying.revision(), BundleState.FAILED, reason, true)));
        return;
      }
      LOG.atError()
          .addKeyValue("modelHash", trying.model().bundle())
          .addKeyValue("reason", problem.get())
          .log("the last good model infers again");
    } else {
      remember(last -> last.proved(trying.minimumVersion()));
      modelSwitch.forgetOld(
          Arrays.asList(before, trying.model().bundle()).stream()
              .filter(Objects::nonNull)
              .collect(Collectors.toSet()));
    }
    onChange.run();
  }

  private void applied(Target target) {
    remember(
        before ->
            before
                .running(new Applied(target.model(), target.tag()))
                .proved(0)
                .ended(target.applied()));
    onChange.run();
  }

  private boolean failed(Target target, String reason, boolean lasting) {
    LOG.atError()
        .addKeyValue("modelHash", target.model().bundle())
        .addKeyValue("strategy", target.model().strategy())
        .addKeyValue("reason", reason)
        .log("the model that the cloud wants can't run, nothing changes");
    Outcome outcome = new Outcome(target.revision(), BundleState.FAILED, reason, lasting);
    remember(before -> before.trying(null).ended(outcome));
    return lasting;
  }

  private void tell(Target target, BundleState state, String reason) {
    underWay = Optional.of(new Outcome(target.revision(), state, reason, false));
    onChange.run();
  }

  // What could not be written down could not be taken back after a crash.
  private void update(UnaryOperator<SteeringMemory> change) throws StorageException {
    try {
      memory.update(change);
    } catch (IOException e) {
      throw new StorageException(e);
    }
  }

  private void remember(UnaryOperator<SteeringMemory> change) {
    try {
      memory.update(change);
    } catch (IOException e) {
      LOG.atError().addKeyValue("reason", e).log("what the cloud wants is not on disk");
    }
  }
}
