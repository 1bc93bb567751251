package org.cbnet.experiments.fleet;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.EnergySample;

/** Writes energy samples of what a device has inferred since its last one. Not thread-safe. */
final class SampleWriter {
  private static final double GROSS_WATTS = 4.1;
  private static final double IDLE_WATTS = 2.7;
  private static final int METERED_EVERY = 5;

  private final AvroCodec<EnergySample> codec = AvroCodec.of(EnergySample.class);
  private final SplittableRandom random;
  private final FleetPlan plan;

  SampleWriter(FleetPlan plan) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed() + 1);
  }

  FleetRecord next(FleetDevice device, long sentMicros) {
    long first = device.takeUnsampled();
    long inferences = device.results() - first;
    double seconds = inferences / plan.resultsPerSecond();
    long startMicros = sentMicros - Math.round(seconds * 1e6);
    boolean metered = Math.floorMod(device.id().hashCode(), METERED_EVERY) == 0;
    EnergySample.Builder sample =
        EnergySample.newBuilder()
            .setDeviceId(device.id())
            .setInstallId(device.installId())
            .setBootNumber(device.bootNumber())
            .setOsBootId(device.osBootId())
            .setSequence(device.takeEnergySequence())
            .setDroppedRanges(new ArrayList<>())
            .setSite(device.site())
            .setBoard(device.board())
            .setAgentVersion(FleetDevice.AGENT_VERSION)
            .setModelHash(device.arm().modelHash())
            .setStrategy(device.arm().strategy())
            .setConfigHash(device.arm().configHash())
            .setReplayed(false)
            .setClockSynced(true)
            .setSentClockSynced(true)
            .setSentWallMicros(sentMicros)
            .setSentMonotonicNanos(device.monotonicNanos(sentMicros))
            .setStartMicros(startMicros)
            .setStartMonotonicNanos(device.monotonicNanos(startMicros))
            .setDurationNanos((sentMicros - startMicros) * 1_000)
            .setFirstResultSequence(first)
            .setLastResultSequence(device.results() - 1)
            .setInferenceCount(inferences)
            .setGrossJoules(seconds * (GROSS_WATTS + 0.2 * random.nextDouble()))
            .setIdleJoules(seconds * IDLE_WATTS)
            .setSource(metered ? "hwmon:ina219" : "model:" + device.board())
            .setUtilisation(0.2 + 0.1 * random.nextDouble())
            .setTemperatureCelsius(45 + 10 * random.nextDouble())
            .setThrottled(false);
    device
        .paired()
        .ifPresent(
            place ->
                sample
                    .setRunId(place.runId())
                    .setRound(place.round(device.results() - 1))
                    .setDataset("fashion-mnist"));
    return new FleetRecord(
        Topics.ENERGY_SAMPLES.name(), device.id(), codec.encode(sample.build()), 0, sentMicros);
  }
}
