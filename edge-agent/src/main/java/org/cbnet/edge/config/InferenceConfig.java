package org.cbnet.edge.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;

/**
 * What runs on the device.
 *
 * @param strategy by name
 * @param reportedAs what results and telemetry call the strategy: a name that tells networks apart
 *     that one strategy runs
 * @param bundle folder of the trained network
 * @param thresholdNats overrides the bundle's entropy threshold
 * @param deviceSpeedFactor how many times as long as here a device is made to take; above 1 an
 *     emulation
 * @param warmUpFrames inferences before the first one that counts
 */
public record InferenceConfig(
    StrategyName strategy,
    String reportedAs,
    Path bundle,
    Optional<Double> thresholdNats,
    double deviceSpeedFactor,
    int warmUpFrames) {
  private static final Pattern REPORTED = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

  static final Setting<StrategyName> STRATEGY =
      Setting.choice(
          "inference.strategy",
          "one of "
              + Arrays.stream(StrategyName.values())
                  .map(StrategyName::id)
                  .collect(Collectors.joining(", ")),
          StrategyName::of);
  static final Setting<String> REPORTED_AS =
      Setting.matching("inference.reported-as", REPORTED.pattern(), REPORTED);
  static final Setting<Path> BUNDLE = Setting.choice("inference.bundle", "a folder", Path::of);
  static final Setting<Double> THRESHOLD_NATS = Setting.number("inference.threshold-nats", 0, 100);
  static final Setting<Double> DEVICE_SPEED_FACTOR =
      Setting.number("inference.device-speed-factor", 1, 1_000);
  static final Setting<Integer> WARM_UP_FRAMES =
      Setting.whole("inference.warm-up-frames", 0, 100_000);

  public InferenceConfig {
    Objects.requireNonNull(strategy, "strategy is null");
    REPORTED_AS.check(reportedAs);
    Objects.requireNonNull(bundle, "bundle is null");
    THRESHOLD_NATS.check(thresholdNats);
    DEVICE_SPEED_FACTOR.check(deviceSpeedFactor);
    WARM_UP_FRAMES.check(warmUpFrames);
  }

  static InferenceConfig read(Values values, KnownDataSet dataSet) {
    StrategyName strategy = values.get(STRATEGY, StrategyName.CBNET.id());
    return new InferenceConfig(
        strategy,
        values.get(REPORTED_AS, strategy.id()),
        values.get(
            BUNDLE,
            Machine.productHome()
                .resolve("models/%s/%s".formatted(dataSet.id(), strategy.network()))
                .toString()),
        values.find(THRESHOLD_NATS),
        values.get(DEVICE_SPEED_FACTOR, "1"),
        values.get(WARM_UP_FRAMES, "200"));
  }
}
