package org.cbnet.edge.steering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.EffectiveConfig;
import org.cbnet.edge.config.InferenceConfig;
import org.cbnet.edge.config.SourceKind;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.offload.StrategyOpener;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.Digests;
import org.cbnet.inference.strategy.StrategyName;

/** Opens models, and says under what their results are made. Safe for several threads. */
final class Models {
  private final AgentConfig config;
  private final BundleStore store;
  private final StrategyOpener strategies;

  Models(AgentConfig config, BundleStore store, StrategyOpener strategies) {
    this.config = config;
    this.store = store;
    this.strategies = strategies;
  }

  /** The folder of the bundle that a choice runs. */
  Path folder(ModelChoice choice) throws IOException {
    InferenceConfig configured = config.inference();
    if (choice.bundle() != null) {
      return isConfigured(choice.bundle()) ? configured.bundle() : store.place(choice.bundle());
    }
    StrategyName strategy =
        choice.strategy() == null ? configured.strategy() : StrategyName.of(choice.strategy());
    // The bundles that were installed together lie side by side, by network.
    return strategy == configured.strategy()
        ? configured.bundle()
        : configured.bundle().resolveSibling(strategy.network());
  }

  /** Whether a hash is of the bundle that the configuration names. */
  boolean isConfigured(String hash) throws IOException {
    Path manifest = config.inference().bundle().resolve(ModelBundle.MANIFEST);
    return Files.exists(manifest) && Digests.sha256(manifest).equals(hash);
  }

  /**
   * Opens what is chosen.
   *
   * @throws IOException where its bundle is missing, damaged, or another strategy's
   */
  OpenedModel open(ModelChoice choice) throws IOException {
    return open(choice, choice.threshold() == null ? configuredThreshold() : choice.threshold());
  }

  /** Opens what is chosen as its bundle was made, for answers that are known. */
  OpenedModel openUntuned(ModelChoice choice) throws IOException {
    ModelBundle bundle = ModelBundle.load(folder(choice));
    return bundle.manifest().entropyThresholdNats() == null ? open(choice) : open(choice, null);
  }

  /** Under what a model's results are made. */
  WorkContext context(OpenedModel model, Terms terms) {
    Map<String, String> steered = new TreeMap<>();
    if (!model.choice().equals(ModelChoice.CONFIGURED)) {
      steered.put("inference.reported-as", model.reportedAs());
      steered.put("inference.strategy", model.strategy().name());
    }
    if (model.choice().threshold() != null) {
      steered.put("inference.threshold-nats", model.choice().threshold().toString());
    }
    terms.rate().ifPresent(rate -> steered.put("source.frames-per-second", rate.toString()));
    Optional<String> runId = terms.runId().or(config.run()::id);
    return new WorkContext(
        model.reportedAs(),
        model.modelHash(),
        EffectiveConfig.of(config, steered).hash(),
        runId,
        terms.round(),
        runId
            .filter(run -> config.source().kind() == SourceKind.DATA_SET)
            .map(run -> config.source().dataSet().id()),
        config.run().linkProfile(),
        config.run().pairedArms());
  }

  private OpenedModel open(ModelChoice choice, Double threshold) throws IOException {
    InferenceConfig configured = config.inference();
    ModelBundle bundle = ModelBundle.load(folder(choice));
    StrategyName strategy = strategy(choice, bundle);
    // The configured name tells networks apart, so it holds for the configured network alone.
    String reportedAs =
        bundle.folder().equals(configured.bundle()) ? configured.reportedAs() : strategy.id();
    return new OpenedModel(
        choice,
        strategies.open(
            strategy,
            bundle,
            threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold)),
        reportedAs,
        bundle.manifest(),
        bundle.hash());
  }

  private StrategyName strategy(ModelChoice choice, ModelBundle bundle) throws IOException {
    if (choice.strategy() != null) {
      return StrategyName.of(choice.strategy());
    }
    if (choice.bundle() == null) {
      return config.inference().strategy();
    }
    try {
      return StrategyName.of(bundle.manifest().strategy());
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle.folder(), "can't run here: " + e.getMessage(), e);
    }
  }

  private Double configuredThreshold() {
    return config.inference().thresholdNats().orElse(null);
  }
}
