package org.cbnet.experiments.fleet;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fleet}: sends what a fleet of devices sends, as it happens. */
@Command(
    name = "fleet",
    description = "Sends what a fleet of devices sends, live, until Ctrl-C or for a time.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The topics must be there: a cloud or './cbnet broker --with-topics' makes them.",
      "Exit code 0 when all was sent, 1 when the broker did not take it.",
      "",
      "Examples:",
      "  ./cbnet fleet --bootstrap-servers localhost:9092",
      "  ./cbnet fleet --devices 10000 --rate 1 --seconds 60 --bootstrap-servers localhost:9092"
    })
public final class FleetCommand implements Callable<Integer> {
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  private final Clock clock;

  @Spec private CommandSpec spec;

  @Option(names = "--bootstrap-servers", required = true, paramLabel = "HOST:PORT")
  private String bootstrapServers;

  @Option(
      names = "--devices",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Devices, 1 to 1000000 (default: ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--rate",
      defaultValue = "5",
      paramLabel = "N",
      description = "Results a second of each device (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Results of each batch (default: what gathers in the agent's 500 ms).")
  private Integer batch;

  @Option(
      names = "--paired-share",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "Share of devices in paired runs, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double pairedShare;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of everything that varies (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stop after so long (default: on Ctrl-C).")
  private Integer seconds;

  public FleetCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    FleetPlan plan;
    try {
      int gathered = batch == null ? (int) Math.max(1, Math.ceil(rate / 2)) : batch;
      plan = new FleetPlan(devices, rate, gathered, pairedShare, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Thread sending = Thread.currentThread();
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(sending, done), "fleet-stop"));
    try (FleetSender sender = new FleetSender(bootstrapServers, 5)) {
      return send(plan, sender);
    } catch (IOException e) {
      spec.commandLine().getErr().println("fleet: " + e.getMessage());
      return 1;
    } finally {
      done.countDown();
    }
  }

  private int send(FleetPlan plan, FleetSender sender) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Pacer pacer = new Pacer(clock);
    long start = pacer.nowMicros();
    Iterator<FleetRecord> records = new Fleet(plan, start).from(start);
    long end = seconds == null ? Long.MAX_VALUE : start + TimeUnit.SECONDS.toMicros(seconds);
    long reported = start;
    long results = 0;
    try {
      for (FleetRecord next = records.next(); next.sentMicros() < end; next = records.next()) {
        pacer.await(next);
        sender.send(next);
        results += next.results();
        if (pacer.nowMicros() - reported >= REPORT_EVERY.toNanos() / 1_000) {
          reported = pacer.nowMicros();
          report(out, results, reported - start, reported - next.sentMicros());
        }
      }
    } catch (InterruptedException e) {
      // Ctrl-C: what was sent is still to be acknowledged.
    }
    sender.flush();
    out.printf(Locale.ROOT, "sent %d results%n", results);
    out.flush();
    return 0;
  }

  private static void report(PrintWriter out, long results, long micros, long behindMicros) {
    out.printf(
        Locale.ROOT,
        "%d results, %.0f a second, %.1f s behind%n",
        results,
        results * 1e6 / micros,
        behindMicros / 1e6);
    out.flush();
  }

  private static void end(Thread sending, CountDownLatch done) {
    try {
      // Not by joining it: the thread itself may be the one that ends the program.
      if (done.getCount() > 0) {
        sending.interrupt();
        done.await(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
