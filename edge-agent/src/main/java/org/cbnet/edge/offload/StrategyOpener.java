package org.cbnet.edge.offload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.OffloadConfig;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.edge.config.PartitionConfig;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.planning.CutCosts;
import org.cbnet.inference.planning.EnergyRates;
import org.cbnet.inference.planning.Goal;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.ProfileFile;
import org.cbnet.inference.profile.ProfiledCosts;
import org.cbnet.inference.strategy.DeviceSpeed;
import org.cbnet.inference.strategy.Offloading;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/**
 * Opens strategies as this agent is configured, with one way to the cloud for all of them. Safe for
 * several threads; is closed behind the strategies.
 */
public final class StrategyOpener implements AutoCloseable {

  private final AgentConfig config;
  private final Offloader offloader;
  private final Optional<ModelBundle> fallback;

  private StrategyOpener(AgentConfig config, Offloader offloader, Optional<ModelBundle> fallback) {
    this.config = config;
    this.offloader = offloader;
    this.fallback = fallback;
  }

  /**
   * Opens the way to the cloud that is configured.
   *
   * @throws IOException where the fall-back's bundle can't be read
   */
  public static StrategyOpener of(AgentConfig config) throws IOException {
    Optional<Path> folder = config.offload().fallbackBundle();
    Optional<ModelBundle> fallback =
        folder.isPresent() ? Optional.of(ModelBundle.load(folder.get())) : Optional.empty();
    Offloader offloader = Offloaders.open(config.offload(), config.kafka(), config.deviceId());
    return new StrategyOpener(config, offloader, fallback);
  }

  /**
   * Opens a strategy.
   *
   * @param thresholdNats overrides the bundle's entropy threshold
   * @throws BundleException where the bundle is another strategy's, or there is no way to the cloud
   *     that the strategy asks
   */
  public InferenceStrategy open(StrategyName name, ModelBundle bundle, OptionalDouble thresholdNats)
      throws BundleException {
    return Strategies.open(
        name,
        bundle,
        thresholdNats,
        Provider.CPU,
        new DeviceSpeed(config.inference().deviceSpeedFactor()),
        offloading(),
        new PlanLog());
  }

  /** What became of questions, for people. */
  public OffloadCounts counts() {
    return offloader.counts();
  }

  @Override
  public void close() {
    offloader.close();
  }

  private Optional<Offloading> offloading() {
    OffloadConfig offload = config.offload();
    return offload.transport() == OffloadTransport.NONE
        ? Optional.empty()
        : Optional.of(
            new Offloading(
                offloader,
                offload.deadline(),
                offload.precision(),
                offload.compression(),
                offload.probeInterval(),
                offload.missesToOpen(),
                fallback,
                goal(offload.partition()),
                costs(offload),
                Optional.empty()));
  }

  private Goal goal(PartitionConfig partition) {
    EnergyRates rates =
        new EnergyRates(
            config.board().slopeWatts() / config.board().cores(), partition.sendingWatts(), 0);
    double joules =
        partition.millijoulesBudget().map(milli -> milli / 1_000).orElse(Double.MAX_VALUE);
    return new Goal(partition.objective(), rates, joules);
  }

  private static CutCosts costs(OffloadConfig offload) {
    return (bundle, partition) -> {
      Path here =
          offload
              .partition()
              .deviceProfile()
              .orElseThrow(
                  () ->
                      new BundleException(
                          bundle.folder(),
                          "partition needs a profile of this machine: write one with './cbnet bundle profile %s' and set offload.partition.device-profile"
                              .formatted(bundle.folder())));
      LayerProfile device = read(bundle, here);
      LayerProfile cloud = read(bundle, offload.partition().cloudProfile().orElse(here));
      return new ProfiledCosts(device, cloud, offload.precision(), offload.compression())
          .of(bundle, partition);
    };
  }

  private static LayerProfile read(ModelBundle bundle, Path file) throws BundleException {
    try {
      return ProfileFile.read(file);
    } catch (IOException e) {
      throw new BundleException(bundle.folder(), "has no profile: " + e.getMessage(), e);
    }
  }
}
