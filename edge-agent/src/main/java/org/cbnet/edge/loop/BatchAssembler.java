package org.cbnet.edge.loop;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.edge.capture.Receipt;
import org.cbnet.edge.energy.EnergyRecorder;
import org.cbnet.edge.identity.DeviceIdentity;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.spool.SpoolInput;
import org.cbnet.edge.spool.StoreListener;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Gathers results and seals them into the spool: when there are enough, when the first has waited
 * long enough, when somebody waits and nothing else is to be done, or when the context changes. A
 * batch lies within one energy interval, so the state of the wall clock that it vouches for is the
 * interval's. Used by the inference loop's thread.
 */
final class BatchAssembler {
  private final DeviceIdentity identity;
  private final SpoolInput spool;
  private final EnergyRecorder energy;
  private final int maxResults;
  private final long lingerNanos;
  private WorkContext context;
  private List<Result> open;
  // Null where nobody waits, so that this costs nothing then.
  private AwaitedResults awaited;
  private boolean urgent;

  BatchAssembler(
      DeviceIdentity identity,
      SpoolInput spool,
      EnergyRecorder energy,
      int maxResults,
      long lingerNanos) {
    this.identity = identity;
    this.spool = spool;
    this.energy = energy;
    this.maxResults = maxResults;
    this.lingerNanos = lingerNanos;
    this.open = new ArrayList<>(maxResults);
  }

  /** Seals what is open; what follows belongs to another context. */
  void begin(WorkContext next) {
    seal();
    context = next;
  }

  void add(Result result, Receipt receipt) {
    if (receipt != Receipt.NONE) {
      if (awaited == null) {
        awaited = new AwaitedResults();
      }
      awaited.add(open.size(), receipt);
      urgent |= receipt.urgent();
    }
    open.add(result);
    if (open.size() == maxResults) {
      seal();
    }
  }

  /** Nanoseconds until the open batch has waited long enough; for ever where it is empty. */
  long untilDueNanos(long nowNanos) {
    return open.isEmpty()
        ? Long.MAX_VALUE
        : open.get(0).getCaptureMonotonicNanos() + lingerNanos - nowNanos;
  }

  /** Whether somebody waits for the open batch, so that it should not linger. */
  boolean urgent() {
    return urgent;
  }

  void seal() {
    if (open.isEmpty()) {
      return;
    }
    ResultBatch batch = new ResultBatch();
    batch.setDeviceId(identity.deviceId());
    batch.setInstallId(identity.installId());
    batch.setBootNumber(identity.bootNumber());
    batch.setOsBootId(identity.osBootId());
    batch.setSite(identity.site());
    batch.setBoard(identity.board());
    batch.setAgentVersion(identity.agentVersion());
    batch.setModelHash(context.modelHash());
    batch.setStrategy(context.strategy());
    batch.setConfigHash(context.configHash());
    batch.setRunId(context.runId().orElse(null));
    batch.setRound(context.round());
    batch.setDataset(context.dataset().orElse(null));
    batch.setLinkProfile(context.linkProfile().orElse(null));
    batch.setPairedArms(context.pairedArms().orElse(null));
    batch.setClockSynced(energy.clockSynced());
    batch.setResults(open);
    int count = open.size();
    open = new ArrayList<>(maxResults);
    StoreListener listener = awaited == null ? StoreListener.NONE : awaited.of(batch);
    awaited = null;
    urgent = false;
    energy.results(spool.append(batch, listener), count);
  }
}
