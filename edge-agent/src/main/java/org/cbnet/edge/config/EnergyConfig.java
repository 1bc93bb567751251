package org.cbnet.edge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cbnet.edge.energy.MeterKind;
import org.cbnet.edge.energy.instrument.Correction;
import org.cbnet.edge.energy.instrument.CsvColumns;
import org.cbnet.edge.energy.instrument.IdlePower;

/**
 * How energy is told.
 *
 * @param interval longest interval of one sample
 * @param meter where joules come from
 * @param address of a plug that is asked over HTTP
 * @param device a logger's device or FIFO, or a monitor's folder under hwmon
 * @param csvColumns of a logger's lines
 * @param sampleInterval between two looks at the meter
 * @param idleWatts what the idle device uses
 * @param accuracy relative standard uncertainty of the meter's scale
 * @param correction of the Pi 5's own figures
 */
public record EnergyConfig(
    Duration interval,
    MeterKind meter,
    Optional<URI> address,
    Optional<Path> device,
    Optional<CsvColumns> csvColumns,
    Optional<Duration> sampleInterval,
    Optional<IdlePower> idleWatts,
    Optional<Double> accuracy,
    Optional<Correction> correction) {
  private static final Pattern PLUG =
      Pattern.compile("http://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?/?");

  static final Setting<Duration> INTERVAL =
      Setting.duration("energy.interval", Duration.ofMillis(100), Duration.ofHours(1));
  static final Setting<MeterKind> METER =
      Setting.choice("energy.meter", "one of " + MeterKind.ids(), MeterKind::of);
  static final Setting<URI> ADDRESS =
      new Setting<>(
          "energy.address",
          "http://HOST or http://HOST:PORT of the plug",
          URI::create,
          uri -> PLUG.matcher(uri.toString()).matches() && uri.getHost() != null);
  static final Setting<Path> DEVICE =
      Setting.choice("energy.device", "a device, a FIFO or a folder under hwmon", Path::of);
  static final Setting<CsvColumns> CSV_COLUMNS =
      Setting.choice("energy.csv-columns", CsvColumns.FORM, CsvColumns::of);
  static final Setting<Duration> SAMPLE_INTERVAL =
      Setting.duration("energy.sample-interval", Duration.ofMillis(2), Duration.ofMinutes(1));
  static final Setting<IdlePower> IDLE_WATTS =
      Setting.choice("energy.idle-watts", IdlePower.FORM, IdlePower::of);
  static final Setting<Double> ACCURACY = Setting.number("energy.accuracy", 0, 1);
  static final Setting<Correction> CORRECTION =
      Setting.choice("energy.correction", Correction.FORM, Correction::of);

  public EnergyConfig {
    INTERVAL.check(interval);
    Objects.requireNonNull(meter, "meter is null");
    ADDRESS.check(address);
    Objects.requireNonNull(device, "device is null");
    Objects.requireNonNull(csvColumns, "csvColumns is null");
    SAMPLE_INTERVAL.check(sampleInterval);
    Objects.requireNonNull(idleWatts, "idleWatts is null");
    ACCURACY.check(accuracy);
    Objects.requireNonNull(correction, "correction is null");
    require(meter.overHttp() && address.isEmpty(), ADDRESS, meter);
    require(meter == MeterKind.CSV && device.isEmpty(), DEVICE, meter);
    require(meter == MeterKind.CSV && csvColumns.isEmpty(), CSV_COLUMNS, meter);
  }

  static EnergyConfig read(Values values) {
    return new EnergyConfig(
        values.get(INTERVAL, "10s"),
        values.get(METER, MeterKind.AUTO.toString()),
        values.find(ADDRESS),
        values.find(DEVICE),
        values.find(CSV_COLUMNS),
        values.find(SAMPLE_INTERVAL),
        values.find(IDLE_WATTS),
        values.find(ACCURACY),
        values.find(CORRECTION));
  }

  private static void require(boolean missing, Setting<?> setting, MeterKind meter) {
    if (missing) {
      throw new ConfigException(
          "%s must be %s where energy.meter is %s: it is not set"
              .formatted(setting.key(), setting.allowed(), meter));
    }
  }
}
