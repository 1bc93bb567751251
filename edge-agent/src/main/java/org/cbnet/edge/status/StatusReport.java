package org.cbnet.edge.status;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
  private final DeviceIdentity identity;
  private final WorkContext context;
  private final Spool spool;
  private final long startedMicros;
  private volatile AgentState state = AgentState.STARTING;

  public StatusReport(
      DeviceIdentity identity, WorkContext context, Spool spool, long startedMicros) {
    this.identity = identity;
    this.context = context;
    this.spool = spool;
    this.startedMicros = startedMicros;
  }

  public void enter(AgentState next) {
    state = next;
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
    status.setStrategy(context.strategy());
    status.setModelHash(context.modelHash());
    status.setConfigHash(context.configHash());
    status.setRunId(context.runId().orElse(null));
    status.setStartedMicros(startedMicros);
    status.setBoots(boots(now));
    status.setSpoolBytes(now.bytes());
    return status;
  }

  private static List<BootCounters> boots(SpoolStatus status) {
    List<BootCounters> boots = new ArrayList<>();
    for (SpoolCounters counters : status.boots()) {
      BootCounters boot = new BootCounters();
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
