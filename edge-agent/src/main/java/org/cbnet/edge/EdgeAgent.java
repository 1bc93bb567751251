package org.cbnet.edge;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.UUID;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.clock.SystemClock;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.EffectiveConfig;
import org.cbnet.edge.energy.EnergyRecorder;
import org.cbnet.edge.energy.ModelMeter;
import org.cbnet.edge.energy.ProcessCpuTime;
import org.cbnet.edge.identity.DeviceIdentity;
import org.cbnet.edge.identity.Installation;
import org.cbnet.edge.identity.OsBoot;
import org.cbnet.edge.identity.StateDirectory;
import org.cbnet.edge.identity.StateDirectoryInUseException;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.loop.InferenceLoop;
import org.cbnet.edge.publish.BackOff;
import org.cbnet.edge.publish.Heartbeats;
import org.cbnet.edge.publish.KafkaProducers;
import org.cbnet.edge.publish.ProducerFactory;
import org.cbnet.edge.publish.Publisher;
import org.cbnet.edge.publish.SendStamp;
import org.cbnet.edge.publish.WakeUp;
import org.cbnet.edge.spool.InMemorySpool;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.status.StatusReport;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;

/** Puts an agent together, in the order in which data flows. The only place that does. */
final class EdgeAgent {
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
  private static final Duration REPLAY_AGE = Duration.ofSeconds(10);

  private EdgeAgent() {}

  /**
   * An agent that has not begun, with Kafka's own producer.
   *
   * @throws IOException where data set, bundle or state directory can't be used
   */
  static AgentLife open(AgentConfig config) throws IOException {
    return open(
        config,
        new KafkaProducers(
            config.deviceId(), config.kafka().bootstrapServers(), config.kafka().properties()));
  }

  static AgentLife open(AgentConfig config, ProducerFactory producers) throws IOException {
    EdgeClock clock = new SystemClock(Clock.systemUTC());
    LabelledImages images =
        new DataSets(DataSetLocator.ofProcess()).testOrSample(config.source().dataSet());
    ModelBundle bundle = ModelBundle.load(config.inference().bundle());
    InferenceStrategy strategy =
        Strategies.open(config.inference().strategy(), bundle, threshold(config));
    // Last of what can fail, so that a start that comes to nothing is not counted.
    StateDirectory state = openState(config, strategy);

    DeviceIdentity identity = identity(config, state.installation());
    WorkContext context = context(config, bundle);
    ClockSync sync = ClockSync.of(ClockSync.TIMESYNC_MARKER, config.clock().assumeSynced());
    WakeUp wakeUp = new WakeUp();
    Spool spool =
        new InMemorySpool(identity.bootNumber(), config.spool().maxBytes(), wakeUp::signal);
    EnergyRecorder energy =
        new EnergyRecorder(
            identity,
            new ModelMeter(config.board(), new ProcessCpuTime()),
            clock,
            sync,
            config.energy().interval().toNanos());
    InferenceLoop loop =
        new InferenceLoop(identity, strategy, config.batch(), energy, spool, clock);
    StatusReport report = new StatusReport(identity, context, spool, clock.wallMicros());
    Heartbeats heartbeats =
        new Heartbeats(report, clock, config.status().interval(), wakeUp::signal);
    Publisher publisher =
        new Publisher(
            config.deviceId(),
            spool,
            producers,
            stamp(config, identity, clock, sync),
            heartbeats,
            new BackOff(FIRST_RETRY, LONGEST_RETRY, new SplittableRandom()),
            clock,
            wakeUp);
    return new AgentLife(
        config,
        new AgentParts(
            images, strategy, state, context, spool, loop, report, heartbeats, publisher, clock));
  }

  private static StateDirectory openState(AgentConfig config, InferenceStrategy strategy)
      throws IOException {
    try {
      return StateDirectory.open(config.stateDirectory(), UUID::randomUUID);
    } catch (StateDirectoryInUseException e) {
      strategy.close();
      throw e;
    } catch (IOException e) {
      strategy.close();
      throw new IOException("state-directory must be a folder to write to: " + e, e);
    } catch (RuntimeException e) {
      strategy.close();
      throw e;
    }
  }

  private static DeviceIdentity identity(AgentConfig config, Installation installation) {
    return new DeviceIdentity(
        config.deviceId(),
        config.site(),
        config.board().key(),
        AgentVersion.read(),
        installation.installId(),
        installation.bootNumber(),
        OsBoot.id(OsBoot.LINUX, UUID::randomUUID));
  }

  private static WorkContext context(AgentConfig config, ModelBundle bundle) {
    Optional<String> runId = config.run().id();
    return new WorkContext(
        config.inference().reportedAs(),
        bundle.hash(),
        EffectiveConfig.of(config).hash(),
        runId,
        0,
        runId.map(run -> config.source().dataSet().id()),
        config.run().linkProfile());
  }

  private static SendStamp stamp(
      AgentConfig config, DeviceIdentity identity, EdgeClock clock, ClockSync sync) {
    return new SendStamp(
        identity.bootNumber(),
        identity.osBootId(),
        clock,
        sync,
        // A batch may rightly be as old as its linger when it leaves.
        REPLAY_AGE.plus(config.batch().linger()));
  }

  private static OptionalDouble threshold(AgentConfig config) {
    return config.inference().thresholdNats().stream().mapToDouble(Double::doubleValue).findFirst();
  }
}
