package org.cbnet.experiments.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.cbnet.experiments.recount.AnswerCheck;
import org.cbnet.experiments.recount.Recount;
import org.cbnet.experiments.recount.Totals;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;

/** Three instances under a troubled fleet, killed and restarted while they are asked. */
final class Chaos {
  private static final Duration MAX_REPLAY_AGE = Duration.ofDays(7);
  private static final Duration CATCH_UP = Duration.ofMinutes(10);
  private static final String DEVICE = "pi-000007";

  private final Path folder;
  private final ChaosPlan plan;
  private final PrintWriter progress;
  private final Clock clock;

  /**
   * @param folder of topics, states and logs; removed when it is over
   */
  Chaos(Path folder, ChaosPlan plan, PrintWriter progress, Clock clock) {
    this.folder = folder;
    this.plan = plan;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Runs it to the end.
   *
   * @throws IOException where something does not start, end or answer any more; the folder stays
   */
  ChaosReport run() throws IOException, InterruptedException {
    LocalStack stack = new LocalStack(folder, JavaLauncher.ofThisProcess());
    Thread onSignal = new Thread(() -> abandon(stack), "chaos-abandon");
    Runtime.getRuntime().addShutdownHook(onSignal);
    ChaosReport report;
    try (stack) {
      report = run(stack);
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(onSignal);
      } catch (IllegalStateException e) {
        // The program is ending: the hook runs already.
      }
    }
    if (report.isExact()) {
      stack.deleteFiles();
    }
    return report;
  }

  private ChaosReport run(LocalStack stack) throws IOException, InterruptedException {
    String brokers = stack.startBroker(0, true).address();
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    Questions questions =
        new Questions(clock.instant(), DEVICE, "fleet-%d-run-0".formatted(plan.fleet().seed()));
    Group group = new Group(stack, brokers, http, questions.anyHour());
    say("starting three instances");
    group.start();
    try (Traffic traffic = new Traffic(brokers, plan.fleet(), clock);
        Prober prober = new Prober(http, questions.inTurn(), plan.askEvery())) {
      Faults faults = new Faults(group, traffic, questions, plan.fleet().seed(), progress);
      traffic.start();
      // Runs and devices are known once every device has sent.
      Thread.sleep(plan.fleet().period().plus(plan.calm()).toMillis());
      group.awaitRunning(CATCH_UP);
      prober.phase("calm");
      prober.start(group.instances());
      say("%,d devices send and are asked about", plan.fleet().devices());
      faults.run(plan.faults(), prober);
      prober.phase("calm");
      Thread.sleep(plan.calm().toMillis());
      traffic.finish();
      prober.finish();
      return check(brokers, group, questions, new Done(traffic, faults.done(), prober.answers()));
    }
  }

  private record Done(Traffic traffic, List<Fault> faults, List<Answer> answers) {}

  private ChaosReport check(String brokers, Group group, Questions questions, Done done)
      throws IOException, InterruptedException {
    say("counting the topics again");
    Recount recount = Recount.of(brokers, MAX_REPLAY_AGE);
    StatusCount statuses = StatusCount.of(brokers);
    Totals all = recount.all();
    for (Instance each : group.instances()) {
      awaitPosition(group, each, questions.anyHour(), all.records() + statuses.records());
    }
    AnswerCheck answers = new AnswerCheck(recount);
    ProbeCheck probes = new ProbeCheck(recount, statuses);
    FinalCheck last = new FinalCheck(group, questions, answers, probes);
    say("holding every total against them");
    JsonNode account = last.run();
    say("holding %,d answers against their prefixes", done.answers().size());
    ChaosReport report = new ChaosReport(account, last.compared());
    report.add("at the end", last.differences());
    report.faults(done.faults(), answers);
    report.probes(done.answers(), probes);
    report.sent(done.traffic(), all);
    return report;
  }

  private static void awaitPosition(Group group, Instance instance, String question, long records)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    long covered = 0;
    while (covered < records) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%s covers %d records of %d".formatted(instance.name(), covered, records));
      }
      Thread.sleep(100);
      JsonNode told = group.ask(instance, Questions.fresh(question)).body();
      covered = AnswerCheck.position(told).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private void say(String format, Object... values) {
    progress.printf(Locale.ROOT, format + "%n", values);
    progress.flush();
  }

  private void abandon(LocalStack stack) {
    stack.kill();
    try {
      stack.deleteFiles();
    } catch (IOException e) {
      say("files are left in %s: %s", folder, e.getMessage());
    }
  }
}
