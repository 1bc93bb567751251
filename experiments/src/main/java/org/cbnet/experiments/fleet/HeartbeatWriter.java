package org.cbnet.experiments.fleet;

import java.util.List;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;

/** Writes heartbeats of devices whose broker has acknowledged everything. */
final class HeartbeatWriter {
  private final AvroCodec<DeviceStatus> codec = AvroCodec.of(DeviceStatus.class);

  FleetRecord next(FleetDevice device, long sentMicros) {
    DeviceStatus status =
        DeviceStatus.newBuilder()
            .setDeviceId(device.id())
            .setInstallId(device.installId())
            .setBootNumber(device.bootNumber())
            .setOsBootId(device.osBootId())
            .setState("running")
            .setSite(device.site())
            .setBoard(device.board())
            .setAgentVersion(FleetDevice.AGENT_VERSION)
            .setJavaVersion("17.0.15")
            .setOsVersion("Debian 12 aarch64")
            .setStrategy(device.arm().strategy())
            .setModelHash(device.arm().modelHash())
            .setConfigHash(device.arm().configHash())
            .setBoots(List.of(counters(device)))
            .setSpoolBytes(0)
            .setClockSynced(true)
            .setStartedMicros(device.upSinceMicros())
            .setSentWallMicros(sentMicros)
            .setSentMonotonicNanos(device.monotonicNanos(sentMicros))
            .setRunId(device.paired().map(PairedPlace::runId).orElse(null))
            .build();
    return new FleetRecord(
        Topics.DEVICE_STATUS.name(), device.id(), codec.encode(status), 0, sentMicros);
  }

  private static BootCounters counters(FleetDevice device) {
    return BootCounters.newBuilder()
        .setInstallId(device.installId())
        .setBootNumber(device.bootNumber())
        .setCaptured(device.results())
        .setSkipped(0)
        .setClassified(device.results())
        .setFailed(0)
        .setAcknowledged(device.results())
        .setSpooled(0)
        .setDropped(0)
        .setEnergySamples(device.energySamples())
        .setEnergyAcknowledged(device.energySamples())
        .build();
  }
}
