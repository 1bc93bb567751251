package org.cbnet.trainer.evaluation.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Provider;
import org.junit.jupiter.api.Test;

/** Starts real processes, on this test's class path. */
class LatencyMeasurementTest {
  private static final List<String> COMMAND =
      WorkerCommand.of("org.cbnet.trainer.Main", "evaluate", "--worker");
  private static final List<Subject> SUBJECTS =
      List.of(subject("lenet", "lenet"), subject("cbnet", "cbnet"), subject("again", "cbnet"));

  @Test
  void everySubjectIsMeasuredInEveryProcess() throws IOException {
    LatencyPlan plan = new LatencyPlan(5, 2, 1);
    List<Integer> done = new ArrayList<>();

    List<Measured> measured =
        new LatencyMeasurement(COMMAND, Provider.CPU, plan)
            .measure(SUBJECTS, frames(), (step, of) -> done.add(step));

    assertThat(measured).extracting(Measured::subject).isEqualTo(SUBJECTS);
    for (Measured one : measured) {
      assertThat(one.latency().medians()[0]).hasSize(3);
      assertThat(one.latency().medians()[1]).hasSize(2);
      assertThat(one.latency().figures().p10Block()).isPositive();
      assertThat(one.throughputPerSecond()).isPositive();
    }
    assertThat(done).isSorted();
  }

  @Test
  void aDeadWorkerIsToldWithItsLastWords() {
    List<String> dies = List.of("sh", "-c", "echo out of luck >&2; exit 7");

    assertThatThrownBy(() -> measure(dies))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("latency worker 1 of 1 ended with exit code 7")
        .hasMessageContaining("out of luck");
  }

  @Test
  void aWorkerThatCanNotOpenItsBundleSaysWhy() {
    List<Subject> missing = List.of(subject("lenet", "no-such-bundle"));

    assertThatThrownBy(
            () ->
                new LatencyMeasurement(COMMAND, Provider.CPU, new LatencyPlan(1, 1, 1))
                    .measure(missing, frames(), (done, of) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no file bundle.json");
  }

  @Test
  void aWorkerDoesNotOutliveItsParentsInterest() throws IOException, InterruptedException {
    Process worker = new ProcessBuilder(COMMAND).redirectErrorStream(true).start();
    try {
      DataOutputStream out = new DataOutputStream(worker.getOutputStream());
      WorkerRequest endless =
          new WorkerRequest("cpu", SUBJECTS, 1, Integer.MAX_VALUE / 1_000, 1, 0, 1);
      byte[] json = new ObjectMapper().writeValueAsBytes(endless);
      out.writeInt(json.length);
      out.write(json);
      FrameStream.write(frames(), out);
      out.flush();
      // It measures once it speaks; then its parent is gone, as far as it can tell.
      assertThat(worker.getInputStream().read()).isPositive();

      out.close();
      Thread drain = new Thread(() -> discard(worker));
      drain.start();

      assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(worker.exitValue()).isNotZero();
      drain.join();
    } finally {
      worker.destroyForcibly();
    }
  }

  private static void discard(Process worker) {
    try {
      worker.getInputStream().readAllBytes();
    } catch (IOException e) {
      // Its end is what is waited for.
    }
  }

  private static void measure(List<String> command) throws IOException {
    new LatencyMeasurement(command, Provider.CPU, new LatencyPlan(1, 1, 1))
        .measure(SUBJECTS, frames(), (done, of) -> {});
  }

  private static Subject subject(String name, String folder) {
    return new Subject(
        name, Path.of("..", "models", "fashion-mnist", folder).toAbsolutePath().toString());
  }

  private static List<Frame> frames() throws IOException {
    LabelledImages sample = DataSets.sample();
    return IntStream.range(0, 200).mapToObj(sample::frame).toList();
  }
}
