package org.cbnet.edge.steering;

import java.io.IOException;
import java.util.Optional;
import org.cbnet.edge.status.Steered;
import org.cbnet.edge.steering.SteeringMemory.Outcome;
import org.cbnet.edge.steering.SteeringMemory.Phase;
import org.cbnet.edge.steering.SteeringMemory.Trying;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two threads of steering: one asks, one changes models. */
final class SteeringThreads {
  private static final Logger LOG = LoggerFactory.getLogger(SteeringThreads.class);

  private final MemoryFile memory;
  private final DesiredPoller poller;
  private final ModelChanger changer;
  private final ModelSwitch modelSwitch;
  private final Thread asking;
  private final Thread changing;
  private boolean stopped;

  SteeringThreads(
      MemoryFile memory, DesiredPoller poller, ModelChanger changer, ModelSwitch modelSwitch) {
    this.memory = memory;
    this.poller = poller;
    this.changer = changer;
    this.modelSwitch = modelSwitch;
    this.asking = new Thread(poller, "steering");
    this.changing = new Thread(changer, "model-changer");
  }

  void start() {
    SteeringMemory last = memory.get();
    if (last.state() != null) {
      changer.want(last);
    }
    for (Thread thread : new Thread[] {changing, asking}) {
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(
          (dead, failure) ->
              LOG.atError().setCause(failure).log("steering died, inference goes on: " + failure));
      thread.start();
    }
  }

  /**
   * Returns when both have ended. ONNX Runtime can't be interrupted, and must not be open half-way
   * when the process ends: a session that is being opened is waited for.
   */
  void stop(boolean inOrder) {
    if (stopped) {
      return;
    }
    stopped = true;
    boolean interrupted = false;
    for (Thread thread : new Thread[] {asking, changing}) {
      thread.interrupt();
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    modelSwitch.close();
    if (inOrder) {
      excuse();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  Steered status() {
    // First, so that a switch in between is told late and never early.
    Optional<Outcome> underWay = changer.underWay();
    SteeringMemory last = memory.get();
    // The disk knows of a model before the loop has it.
    Steered told = status(underWay.isPresent() ? last.running(last.lastGood()) : last);
    Optional<RefusedException> refusal = poller.refusal();
    if (refusal.isPresent() && refusal.get().signed()) {
      // The cloud means this device, so it may know.
      return new Steered(
          told.desiredTag(),
          Optional.of(BundleState.FAILED.name()),
          refusal.map(RefusedException::getMessage),
          refusal.map(RefusedException::getMessage));
    }
    return new Steered(
        told.desiredTag(),
        underWay.map(now -> now.state().name()).or(told::bundleState),
        underWay.isPresent() ? underWay.map(Outcome::reason) : told.bundleReason(),
        refusal.map(RefusedException::getMessage));
  }

  static Steered status(SteeringMemory memory) {
    Optional<Outcome> outcome = Optional.ofNullable(memory.outcome());
    return new Steered(
        Optional.ofNullable(memory.running().tag()),
        outcome.map(last -> last.state().name()),
        outcome.map(Outcome::reason),
        Optional.empty());
  }

  // What ended in order is not the model's fault.
  private void excuse() {
    Trying trying = memory.get().trying();
    if (trying == null) {
      return;
    }
    Trying next = trying.phase() == Phase.TRIAL ? null : trying.in(Phase.PAUSED);
    try {
      memory.update(before -> before.trying(next));
    } catch (IOException e) {
      LOG.atError().addKeyValue("reason", e).log("what the cloud wants is not on disk");
    }
  }
}
