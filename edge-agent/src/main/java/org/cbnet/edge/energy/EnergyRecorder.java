package org.cbnet.edge.energy;

import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.identity.DeviceIdentity;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.schemas.record.EnergySample;

/**
 * Cuts time into intervals of exactly one {@link WorkContext} and one state of the wall clock each,
 * and makes a sample of every one. Used by the inference loop's thread.
 */
public final class EnergyRecorder {
  private static final long NO_RESULT = -1;

  private final DeviceIdentity identity;
  private final EnergyMeter meter;
  private final EdgeClock clock;
  private final ClockSync sync;
  private final long intervalNanos;
  private WorkContext context;
  private boolean clockSynced;
  private long startMicros;
  private long startNanos;
  private long lapNanos;
  private long firstSequence;
  private long lastSequence;
  private long inferences;

  public EnergyRecorder(
      DeviceIdentity identity,
      EnergyMeter meter,
      EdgeClock clock,
      ClockSync sync,
      long intervalNanos) {
    this.identity = identity;
    this.meter = meter;
    this.clock = clock;
    this.sync = sync;
    this.intervalNanos = intervalNanos;
    this.lapNanos = clock.monotonicNanos();
  }

  /** Begins an interval; what was used since the last one belongs to none. */
  public void begin(WorkContext next) {
    context = next;
    lap();
    reset();
  }

  /** Notes results of this interval with the sequence numbers that the spool gave them. */
  public void results(long first, int count) {
    if (firstSequence == NO_RESULT) {
      firstSequence = first;
    }
    lastSequence = first + count - 1;
    inferences += count;
  }

  /** Nanoseconds until the interval is as long as it may be; 0 or less where it is. */
  public long untilDueNanos(long nowNanos) {
    return startNanos + intervalNanos - nowNanos;
  }

  /** Whether the wall clock was known to be right when this interval began. */
  public boolean clockSynced() {
    return clockSynced;
  }

  /** Whether the wall clock came to be known right, or stopped to be, since this interval began. */
  public boolean clockChanged() {
    return sync.synced() != clockSynced;
  }

  /** Ends the interval and begins the next of the same context. */
  public EnergySample end() {
    EnergyReading reading = lap();
    EnergySample sample = sample(reading, lapNanos - startNanos);
    reset();
    return sample;
  }

  private EnergyReading lap() {
    long now = clock.monotonicNanos();
    EnergyReading reading = meter.lap(now, now - lapNanos);
    lapNanos = now;
    return reading;
  }

  private void reset() {
    startNanos = lapNanos;
    clockSynced = sync.synced();
    startMicros = clock.wallMicros();
    firstSequence = NO_RESULT;
    lastSequence = NO_RESULT;
    inferences = 0;
  }

  private EnergySample sample(EnergyReading reading, long durationNanos) {
    EnergySample sample = new EnergySample();
    sample.setDeviceId(identity.deviceId());
    sample.setInstallId(identity.installId());
    sample.setBootNumber(identity.bootNumber());
    sample.setOsBootId(identity.osBootId());
    sample.setSite(identity.site());
    sample.setBoard(identity.board());
    sample.setAgentVersion(identity.agentVersion());
    sample.setModelHash(context.modelHash());
    sample.setStrategy(context.strategy());
    sample.setConfigHash(context.configHash());
    sample.setRunId(context.runId().orElse(null));
    sample.setRound(context.round());
    sample.setDataset(context.dataset().orElse(null));
    sample.setLinkProfile(context.linkProfile().orElse(null));
    sample.setClockSynced(clockSynced);
    sample.setStartMicros(startMicros);
    sample.setStartMonotonicNanos(startNanos);
    sample.setDurationNanos(durationNanos);
    sample.setFirstResultSequence(firstSequence == NO_RESULT ? null : firstSequence);
    sample.setLastResultSequence(lastSequence == NO_RESULT ? null : lastSequence);
    sample.setInferenceCount(inferences);
    read(sample, reading);
    return sample;
  }

  private static void read(EnergySample sample, EnergyReading reading) {
    sample.setSource(reading.source());
    sample.setGrossJoules(reading.grossJoules());
    reading.idleJoules().ifPresent(sample::setIdleJoules);
    reading.uncertaintyJoules().ifPresent(sample::setUncertaintyJoules);
    reading.utilisation().ifPresent(sample::setUtilisation);
    reading.cpuNanos().ifPresent(sample::setCpuNanos);
    reading.temperatureCelsius().ifPresent(sample::setTemperatureCelsius);
    reading.throttled().ifPresent(sample::setThrottled);
  }
}
