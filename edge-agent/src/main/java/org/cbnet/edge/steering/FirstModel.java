package org.cbnet.edge.steering;

import java.io.IOException;
import org.cbnet.edge.steering.SteeringMemory.Applied;
import org.cbnet.edge.steering.SteeringMemory.Outcome;
import org.cbnet.edge.steering.SteeringMemory.Phase;
import org.cbnet.edge.steering.SteeringMemory.Trying;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What infers first after a start: what inferred last, unless the agent died of it.
 *
 * @param memory set right in the process; on disk only once the state directory is held
 */
record FirstModel(MemoryFile memory, OpenedModel model) {
  private static final Logger LOG = LoggerFactory.getLogger(FirstModel.class);

  /** As configured, whatever the cloud wanted before. */
  static FirstModel configured(Models models) throws IOException {
    return new FirstModel(MemoryFile.none(), models.open(ModelChoice.CONFIGURED));
  }

  /** As the device remembers. */
  static FirstModel remembered(MemoryFile memory, Models models) throws IOException {
    Trying trying = memory.get().trying();
    if (trying != null && trying.phase() == Phase.TRIAL) {
      String reason = "trial: the agent died while it tried the model out";
      Outcome outcome = new Outcome(trying.revision(), BundleState.FAILED, reason, true);
      memory.set(memory.get().trying(null).ended(outcome));
    } else if (trying != null && trying.phase() == Phase.PROBATION) {
      rollBack(memory, "probation: the agent ended within the first minute after the switch");
    } else if (trying != null) {
      memory.set(memory.get().trying(trying.in(Phase.PROBATION)));
    }
    return new FirstModel(memory, open(memory, models));
  }

  private static OpenedModel open(MemoryFile memory, Models models) throws IOException {
    try {
      return models.open(memory.get().running().model());
    } catch (IOException e) {
      if (memory.get().running().model().equals(ModelChoice.CONFIGURED)) {
        throw e;
      }
      boolean another = !memory.get().running().equals(memory.get().lastGood());
      if (!another) {
        memory.set(memory.get().running(Applied.NOTHING).proved(0));
      }
      rollBack(memory, e.getMessage());
      return open(memory, models);
    }
  }

  private static void rollBack(MemoryFile memory, String reason) {
    SteeringMemory now = memory.get();
    long revision = now.trying() == null ? now.revision() : now.trying().revision();
    memory.set(
        now.rolledBack().ended(new Outcome(revision, BundleState.ROLLED_BACK, reason, true)));
    LOG.atError().addKeyValue("reason", reason).log("the last good model infers again");
  }
}
