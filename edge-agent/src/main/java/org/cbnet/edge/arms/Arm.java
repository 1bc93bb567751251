package org.cbnet.edge.arms;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.EffectiveConfig;
import org.cbnet.edge.config.SourceKind;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.loop.Work;
import org.cbnet.edge.offload.StrategyOpener;
import org.cbnet.inference.bundle.ModelBundle;

/** One contender in this process, with a way to the cloud of its own. One thread. */
final class Arm implements AutoCloseable {
  private final AgentConfig config;
  private final StrategyOpener opener;
  private final ModelBundle bundle;
  private final WorkContext context;
  private Work work;

  private Arm(AgentConfig config, StrategyOpener opener, ModelBundle bundle) {
    this.config = config;
    this.opener = opener;
    this.bundle = bundle;
    this.context = context(config, bundle);
  }

  /** Opens the way to the cloud, not the network yet. */
  static Arm of(AgentConfig config) throws IOException {
    ModelBundle bundle = ModelBundle.load(config.inference().bundle());
    return new Arm(config, StrategyOpener.of(config), bundle);
  }

  /** Opens the network, again where it was open: its memory gets other places. */
  Work open() throws IOException {
    closeWork();
    OptionalDouble threshold =
        config.inference().thresholdNats().map(OptionalDouble::of).orElse(OptionalDouble.empty());
    work = new Work(opener.open(config.inference().strategy(), bundle, threshold), context);
    return work;
  }

  /** What infers, opened before. */
  Optional<Work> work() {
    return Optional.ofNullable(work);
  }

  int warmUpFrames() {
    return config.inference().warmUpFrames();
  }

  @Override
  public void close() {
    closeWork();
    opener.close();
  }

  private void closeWork() {
    if (work != null) {
      work.strategy().close();
      work = null;
    }
  }

  private static WorkContext context(AgentConfig config, ModelBundle bundle) {
    Optional<String> runId = config.run().id();
    return new WorkContext(
        config.inference().reportedAs(),
        bundle.hash(),
        EffectiveConfig.of(config).hash(),
        runId,
        0,
        runId
            .filter(run -> config.source().kind() == SourceKind.DATA_SET)
            .map(run -> config.source().dataSet().id()),
        config.run().linkProfile(),
        config.run().pairedArms());
  }
}
