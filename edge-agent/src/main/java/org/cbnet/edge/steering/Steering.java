package org.cbnet.edge.steering;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.cbnet.edge.capture.CaptureControl;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.edge.capture.SteeredSource;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.SteeringConfig;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.loop.Handover;
import org.cbnet.edge.offload.StrategyOpener;
import org.cbnet.edge.publish.BackOff;
import org.cbnet.edge.spool.SpoolCounters;
import org.cbnet.edge.status.Steered;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.signing.TrustedKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What decides which model infers at which rate: the configuration, and over it what the cloud
 * wants, where there is a {@code steering.url}. Owns the models.
 *
 * <p>Opened and closed by the agent's thread; what it tells is safe for several threads.
 */
public final class Steering implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Steering.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  private final AgentConfig config;
  private final EdgeClock clock;
  private final ClockSync sync;
  private final TrustedKeys controlKeys;
  private final TrustedKeys trustedKeys;
  private final MemoryFile memory;
  private final BundleStore store;
  private final Models models;
  private final Switchboard switchboard;
  private final CaptureControl capture;
  private volatile Optional<SteeringThreads> threads = Optional.empty();

  private Steering(
      AgentConfig config,
      EdgeClock clock,
      ClockSync sync,
      StrategyOpener strategies,
      TrustedKeys control,
      TrustedKeys trusted)
      throws IOException {
    this.config = config;
    this.clock = clock;
    this.sync = sync;
    this.controlKeys = control;
    this.trustedKeys = trusted;
    Path folder = config.stateDirectory();
    this.store = BundleStore.in(folder.resolve("bundles"));
    this.models = new Models(config, store, strategies);
    FirstModel first =
        config.steering().url().isPresent()
            ? FirstModel.remembered(MemoryFile.read(folder.resolve("steering")), models)
            : FirstModel.configured(models);
    this.memory = first.memory();
    DesiredState state = memory.get().state();
    this.switchboard = new Switchboard(models, first.model(), Terms.of(state));
    this.capture = new CaptureControl(framesPerSecond(Terms.of(state)));
    if (state != null) {
      steerCapture(state);
    }
  }

  /**
   * Opens the model to begin with.
   *
   * @throws IOException where its bundle or a key can't be used
   */
  public static Steering open(
      AgentConfig config, EdgeClock clock, ClockSync sync, StrategyOpener strategies)
      throws IOException {
    SteeringConfig steering = config.steering();
    return new Steering(
        config,
        clock,
        sync,
        strategies,
        SteeringKeys.read("steering.control-keys", steering.controlKeys()),
        SteeringKeys.read("steering.trusted-keys", steering.trustedKeys()));
  }

  /** Whether the cloud steers this agent. */
  public boolean on() {
    return config.steering().url().isPresent();
  }

  /** Where the loop finds what to infer with. */
  public Handover handover() {
    return switchboard.handover();
  }

  /** Under what results are made now. */
  public WorkContext context() {
    return switchboard.handover().current().context();
  }

  /** What the first model's bundle says of the images that it takes. */
  public BundleManifest manifest() {
    return switchboard.model().manifest();
  }

  /** Rate that a source is to be opened with; 0 where {@link #steer} sees to it. */
  public double sourceFramesPerSecond() {
    return on() ? 0 : config.source().framesPerSecond();
  }

  /** Lets a source's frames through as the cloud wants. */
  public FrameSource steer(FrameSource source) {
    return on() ? new SteeredSource(source, capture, clock) : source;
  }

  /** How far the device is with what is wanted of it. */
  public Steered status() {
    return threads
        .map(SteeringThreads::status)
        .orElseGet(() -> on() ? SteeringThreads.status(memory.get()) : Steered.NOT_AT_ALL);
  }

  /** What keeps the device from what the cloud wants; empty where nothing does. */
  public Optional<String> problem() {
    Steered now = status();
    return now.bundleState()
        .filter(state -> state.equals("FAILED") || state.equals("ROLLED_BACK"))
        .map(state -> state + ": " + now.bundleReason().orElse("no reason"))
        .or(now::refusal);
  }

  /**
   * Begins to ask the cloud.
   *
   * @param counters of the results so far
   * @param onChange called when the next heartbeat has something new to tell
   */
  public void start(Supplier<SpoolCounters> counters, Runnable onChange) {
    if (!on()) {
      return;
    }
    SteeringConfig steering = config.steering();
    // What the start set right is written now that this agent holds the folder alone.
    try {
      memory.update(before -> before);
    } catch (IOException e) {
      LOG.atError().addKeyValue("reason", e).log("what the cloud wants is not on disk");
    }
    if (steering.tokenFile().isPresent() && steering.url().get().getScheme().equals("http")) {
      LOG.atWarn()
          .addKeyValue("url", steering.url().get())
          .log("the token of steering.token-file is not encrypted on the way: use https");
    }
    CloudClient cloud = new CloudClient(steering.url().orElseThrow(), steering.tokenFile());
    ModelSwitch modelSwitch =
        new ModelSwitch(models, switchboard, store, steering.frameLimit(), counters);
    ModelChanger changer =
        new ModelChanger(
            steering,
            memory,
            new BundleDownload(
                new BundleFetch(
                    cloud,
                    trustedKeys,
                    store,
                    steering.maxBundleBytes(),
                    steering.downloadTimeout()),
                FIRST_RETRY),
            modelSwitch,
            clock,
            onChange);
    DesiredPoller poller =
        new DesiredPoller(
            cloud,
            config.deviceId(),
            steering.pollWait(),
            new StateGate(config.deviceId(), controlKeys, clock, sync),
            memory,
            accepted -> accepted(accepted, changer, onChange),
            new BackOff(FIRST_RETRY, LONGEST_RETRY, new SplittableRandom()),
            clock);
    threads = Optional.of(new SteeringThreads(memory, poller, changer, modelSwitch));
    threads.get().start();
  }

  /**
   * Ends asking, and waits for a trial that is under way. The model that infers stays open.
   *
   * @param inOrder whether the agent ends because it was told to, so that a model on probation is
   *     not to blame
   */
  public void stop(boolean inOrder) {
    threads.ifPresent(running -> running.stop(inOrder));
  }

  /** Frees the models; nothing may infer any more. */
  @Override
  public void close() {
    stop(false);
    switchboard.model().strategy().close();
    switchboard.handover().current().strategy().close();
  }

  private void accepted(SteeringMemory accepted, ModelChanger changer, Runnable onChange) {
    switchboard.workUnder(accepted.state().terms());
    steerCapture(accepted.state());
    changer.want(accepted);
    onChange.run();
  }

  private void steerCapture(DesiredState state) {
    capture.set(framesPerSecond(state.terms()), state.stopsCapture());
  }

  private double framesPerSecond(Terms terms) {
    return terms.rate().orElse(config.source().framesPerSecond());
  }
}
