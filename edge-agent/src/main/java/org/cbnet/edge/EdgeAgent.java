package org.cbnet.edge;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.cbnet.edge.arms.Arms;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.clock.SystemClock;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.energy.EnergyMeter;
import org.cbnet.edge.energy.EnergyRecorder;
import org.cbnet.edge.identity.DeviceIdentity;
import org.cbnet.edge.identity.Installation;
import org.cbnet.edge.identity.OsBoot;
import org.cbnet.edge.identity.StateDirectory;
import org.cbnet.edge.identity.StateDirectoryInUseException;
import org.cbnet.edge.loop.InferenceLoop;
import org.cbnet.edge.offload.StrategyOpener;
import org.cbnet.edge.publish.BackOff;
import org.cbnet.edge.publish.Heartbeats;
import org.cbnet.edge.publish.KafkaProducers;
import org.cbnet.edge.publish.ProducerFactory;
import org.cbnet.edge.publish.Publisher;
import org.cbnet.edge.publish.SendStamp;
import org.cbnet.edge.publish.WakeUp;
import org.cbnet.edge.publish.WireBytes;
import org.cbnet.edge.spool.BootKey;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.spool.SpoolLimits;
import org.cbnet.edge.spool.SpoolOpener;
import org.cbnet.edge.status.StatusReport;
import org.cbnet.edge.steering.Steering;

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
    return open(config, Arms.NONE);
  }

  /**
   * The same with arms that take turns.
   *
   * @param arms are closed with the agent, or where this fails
   */
  static AgentLife open(AgentConfig config, Arms arms) throws IOException {
    try {
      return open(
          config,
          new KafkaProducers(
              config.deviceId(), config.kafka().bootstrapServers(), config.kafka().properties()),
          Clock.systemUTC(),
          System.getenv(),
          arms);
    } catch (IOException | RuntimeException e) {
      arms.close();
      throw e;
    }
  }

  static AgentLife open(AgentConfig config, ProducerFactory producers) throws IOException {
    return open(config, producers, Clock.systemUTC(), System.getenv());
  }

  static AgentLife open(
      AgentConfig config, ProducerFactory producers, Clock wall, Map<String, String> environment)
      throws IOException {
    return open(config, producers, wall, environment, Arms.NONE);
  }

  static AgentLife open(
      AgentConfig config,
      ProducerFactory producers,
      Clock wall,
      Map<String, String> environment,
      Arms arms)
      throws IOException {
    StrategyOpener strategies = StrategyOpener.of(config);
    try {
      return open(config, producers, strategies, wall, environment, arms);
    } catch (IOException | RuntimeException e) {
      strategies.close();
      throw e;
    }
  }

  private static AgentLife open(
      AgentConfig config,
      ProducerFactory producers,
      StrategyOpener strategies,
      Clock wall,
      Map<String, String> environment,
      Arms arms)
      throws IOException {
    EdgeClock clock = new SystemClock(wall);
    ClockSync sync = ClockSync.ofMachine(clock, config.clock().assumeSynced());
    Steering steering = Steering.open(config, clock, sync, strategies);
    Sources sources = Sources.of(config, steering.manifest(), clock);
    // Last of what can fail, so that a start that comes to nothing is not counted.
    StateDirectory state = openState(config, steering);

    DeviceIdentity identity = identity(config, state.installation());
    WakeUp wakeUp = new WakeUp();
    Spool spool =
        new SpoolOpener(
                config.stateDirectory(),
                new SpoolLimits(
                    config.spool().maxBytes(), config.spool().whenFull(), config.spool().maxAge()),
                config.spool().durability(),
                config.spool().syncInterval())
            .open(boot(identity), clock, sync, wakeUp::signal);
    EnergyMeter meter = Meters.open(config, clock);
    EnergyRecorder energy =
        new EnergyRecorder(identity, meter, clock, sync, config.energy().interval().toNanos());
    InferenceLoop loop =
        new InferenceLoop(identity, steering.handover(), config.batch(), energy, spool, clock);
    StatusReport report =
        new StatusReport(identity, steering::context, steering::status, spool, clock);
    Heartbeats heartbeats =
        new Heartbeats(report, clock, config.status().interval(), wakeUp::signal);
    WireBytes wire = new WireBytes(producers);
    Publisher publisher =
        new Publisher(
            config.deviceId(),
            spool,
            wire,
            stamp(config, identity, clock, sync),
            heartbeats,
            new BackOff(FIRST_RETRY, LONGEST_RETRY, new SplittableRandom()),
            clock,
            wakeUp);
    AgentHealth health =
        AgentHealth.of(
            config, environment, new AgentNumbers(report, spool, loop, publisher, clock, sync));
    new AgentCosts(spool, wire, new DiskWear(DiskWear.OF_THIS_PROCESS)).tell(health.health());
    health.health().watch("spool", () -> spool.status().trouble());
    health.health().watch("steering", steering::problem);
    health.health().section("meter", meter::counters);
    health.health().section("offload", strategies::counts);
    return new AgentLife(
        config,
        health,
        new AgentParts(
            sources,
            strategies,
            steering,
            state,
            spool,
            meter,
            loop,
            report,
            heartbeats,
            publisher,
            clock),
        arms);
  }

  private static StateDirectory openState(AgentConfig config, Steering steering)
      throws IOException {
    try {
      return StateDirectory.open(
          config.stateDirectory(),
          UUID::randomUUID,
          () -> SpoolOpener.releaseBallast(config.stateDirectory()));
    } catch (StateDirectoryInUseException e) {
      steering.close();
      throw e;
    } catch (IOException e) {
      steering.close();
      throw new IOException("state-directory must be a folder to write to: " + e, e);
    } catch (RuntimeException e) {
      steering.close();
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

  private static BootKey boot(DeviceIdentity identity) {
    return new BootKey(identity.installId(), identity.bootNumber(), identity.osBootId());
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
}
