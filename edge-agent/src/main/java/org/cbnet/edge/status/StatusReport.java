package org.cbnet.edge.status;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.identity.DeviceIdentity;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.spool.SpoolCounters;
import org.cbnet.edge.spool.SpoolStatus;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;

/**
 * Says how the device is, with all counters of one moment. Safe for several threads.
 *
 * <p>What only sending knows is left open.
 */
public final class StatusReport implements Supplier<DeviceStatus> {
  /** What the wire contract allows; this boot is the newest and never left out. */
  static final int MAX_BOOTS = 64;

  private final DeviceIdentity identity;
  private final Supplier<WorkContext> running;
  private final Supplier<Steered> steered;
  private final Spool spool;
  private final EdgeClock clock;
  private final long startedNanos;
  private volatile AgentState state = AgentState.STARTING;

  /**
   * A report of an agent that starts now.
   *
   * @param running tells under what results are made now
   * @param steered tells how far the device is with what is wanted of it
   */
  public StatusReport(
      DeviceIdentity identity,
      Supplier<WorkContext> running,
      Supplier<Steered> steered,
      Spool spool,
      EdgeClock clock) {
    this.identity = identity;
    this.running = running;
    this.steered = steered;
    this.spool = spool;
    this.clock = clock;
    this.startedNanos = clock.monotonicNanos();
  }

  public void enter(AgentState next) {
    state = next;
  }

  public AgentState state() {
    return state;
  }

  @Override
  public DeviceStatus get() {
    SpoolStatus now = spool.status();
    DeviceStatus status = new DeviceStatus();
    status.setDeviceId(identity.deviceId());
    status.setInstallId(identity.installId());
    status.setBootNumber(identity.bootNumber());
    status.setOsBootId(identity.osBootId());
    status.setState(state.wireName());
    status.setSite(identity.site());
    status.setBoard(identity.board());
    status.setAgentVersion(identity.agentVersion());
    status.setJavaVersion(System.getProperty("java.version"));
    status.setOsVersion(
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    WorkContext context = running.get();
    status.setStrategy(context.strategy());
    status.setModelHash(context.modelHash());
    status.setConfigHash(context.configHash());
    status.setRunId(context.runId().orElse(null));
    Steered wanted = steered.get();
    status.setDesiredTag(wanted.desiredTag().orElse(null));
    status.setBundleState(wanted.bundleState().orElse(null));
    status.setBundleReason(wanted.bundleReason().orElse(null));
    status.setStartedMicros(startedMicros());
    status.setBoots(boots(now));
    status.setSpoolBytes(now.bytes());
    return status;
  }

  // Reckoned back from now: the wall clock of the start itself may have been years off.
  private long startedMicros() {
    return clock.wallMicros() - (clock.monotonicNanos() - startedNanos) / 1_000;
  }

  private List<BootCounters> boots(SpoolStatus status) {
    List<BootCounters> boots = new ArrayList<>();
    int all = status.boots().size();
    for (SpoolCounters counters : status.boots().subList(Math.max(0, all - MAX_BOOTS), all)) {
      BootCounters boot = new BootCounters();
      boot.setInstallId(
          counters.installId().equals(identity.installId()) ? null : counters.installId());
      boot.setBootNumber(counters.bootNumber());
      boot.setCaptured(counters.captured());
      boot.setSkipped(counters.skipped());
      boot.setClassified(counters.classified());
      boot.setFailed(counters.failed());
      boot.setAcknowledged(counters.acknowledged());
      boot.setSpooled(counters.spooled());
      boot.setDropped(counters.dropped());
      boot.setEnergySamples(counters.energySamples());
      boot.setEnergyAcknowledged(counters.energyAcknowledged());
      boot.setEnergySpooled(counters.energySpooled());
      boot.setEnergyDropped(counters.energyDropped());
      boots.add(boot);
    }
    return boots;
  }
}
