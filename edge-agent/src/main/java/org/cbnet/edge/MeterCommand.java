package org.cbnet.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.clock.SystemClock;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.energy.EnergyMeter;
import org.cbnet.edge.energy.instrument.Calibration;
import org.cbnet.edge.energy.instrument.MachineRoots;
import org.cbnet.edge.energy.instrument.Metering;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent meter}: what this machine measures its energy with, and what it shows. */
@Command(
    name = "meter",
    description =
        "Lists this machine's energy meters, samples the configured one, calibrates idle.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A meter is chosen by energy.meter; auto takes the best that the machine itself has.",
      "Calibrate while the agent is stopped and the device does nothing else: what it uses",
      "then is taken off every later figure of the same meter.",
      "",
      "Exit code 0 done (after Ctrl-C with what was seen until then), 1 when the meter did",
      "not answer or calibration was cut short, 2 when configuration or options can't be used.",
      "",
      "Examples:",
      "  ./cbnet agent meter",
      "  ./cbnet agent meter --config agent.yaml --seconds 60 --json power.json",
      "  ./cbnet agent meter --config agent.yaml --calibrate --seconds 120",
      "  CBNET_AGENT_ENERGY_METER=shelly CBNET_AGENT_ENERGY_ADDRESS=http://192.168.1.20 \\",
      "    ./cbnet agent meter"
    })
final class MeterCommand implements Callable<Integer> {
  private static final int LONGEST_WAIT = 5;
  private static final int FEWEST_SECONDS = 10;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long to sample, 0 to list only, up to 86400 (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--calibrate",
      description = "Take the mean as what the idle device uses; at least 10 s.")
  private boolean calibrate;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
  private Path json;

  private final MachineRoots roots;
  private final Duration lap;
  private volatile boolean stopped;

  MeterCommand() {
    this(MachineRoots.ofLinux(), Duration.ofSeconds(1));
  }

  /**
   * @param lap length of one line's interval: what is called a second
   */
  MeterCommand(MachineRoots roots, Duration lap) {
    this.roots = roots;
    this.lap = lap;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seconds < 0 || seconds > 86_400) {
      throw new UsageException("--seconds must be from 0 to 86400: " + seconds);
    }
    if (calibrate && seconds < FEWEST_SECONDS) {
      throw new UsageException("--calibrate needs --seconds 10 or more: " + seconds);
    }
    TerminationSignals.onTermination(() -> stopped = true);
    AgentConfig settings = config.load();
    EdgeClock clock = new SystemClock(Clock.systemUTC());
    Metering metering = new Metering(Meters.options(settings), roots, clock);
    PrintWriter out = spec.commandLine().getOut();
    MeterReport report = new MeterReport(settings.board().key(), metering.findings());
    report.list(out);
    boolean answered = true;
    if (seconds > 0) {
      try (EnergyMeter meter = metering.open()) {
        answered = sample(meter, clock, report, out);
      }
    }
    int exitCode = answered ? 0 : 1;
    if (calibrate) {
      exitCode = calibrated(report, settings, out);
    }
    out.flush();
    if (json != null) {
      report.write(json);
    }
    return exitCode;
  }

  private boolean sample(EnergyMeter meter, EdgeClock clock, MeterReport report, PrintWriter out)
      throws InterruptedException {
    // Until the first answers are in: what was before them is nobody's.
    for (int i = 0; i < LONGEST_WAIT && meter.counters().samples() < 2 && !stopped; i++) {
      if (report.modelled()) {
        break;
      }
      Thread.sleep(lap.toMillis());
    }
    long last = clock.monotonicNanos();
    meter.lap(last, 0);
    for (int i = 0; i < seconds && !stopped; i++) {
      Thread.sleep(lap.toMillis());
      long now = clock.monotonicNanos();
      report.add(meter.lap(now, now - last), now - last, out);
      last = now;
    }
    report.end(meter.counters(), out);
    return report.modelled() || !report.onlyModelled();
  }

  private int calibrated(MeterReport report, AgentConfig settings, PrintWriter out)
      throws IOException {
    Optional<Calibration> found = report.calibration();
    if (stopped || found.isEmpty()) {
      out.println(
          stopped
              ? "idle was not calibrated: cut short"
              : "idle was not calibrated: " + report.whyNotCalibrated());
      return 1;
    }
    Path file = found.get().save(settings.stateDirectory());
    out.printf("idle of %s: %s W, in %s%n", found.get().meter(), found.get().idle(), file);
    out.println("the agent takes it from there at its next start; energy.idle-watts overrides it");
    return 0;
  }
}
