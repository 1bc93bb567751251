package org.cbnet.edge.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With lines in the form of the kernel's sched-stats: run time, waiting time, slices. */
class ThreadRunTimesTest {
  @TempDir private Path tasks;

  private ThreadRunTimes times;

  @BeforeEach
  void record() throws IOException {
    times = new ThreadRunTimes(tasks);
    thread("4242", "861472 61303 4\n");
    thread("4243", "213903118 1034552 97\n");
  }

  @Test
  void addsUpTheRunTimesOfAllThreads() {
    assertThat(times.getAsLong()).isEqualTo(861_472 + 213_903_118);
  }

  @Test
  void keepsWhatAnEndedThreadRan() throws IOException {
    times.getAsLong();
    end("4243");
    thread("4244", "1000 0 1\n");

    assertThat(times.getAsLong()).isEqualTo(861_472 + 213_903_118 + 1_000);
    assertThat(times.getAsLong()).isEqualTo(861_472 + 213_903_118 + 1_000);
  }

  @Test
  void addsAThreadThatGotTheNumberOfAnEndedOne() throws IOException {
    times.getAsLong();
    thread("4243", "500 0 1\n");

    assertThat(times.getAsLong()).isEqualTo(861_472 + 213_903_118 + 500);
  }

  @Test
  void doesNotCountAThreadTwiceThatCouldNotBeReadOnce() throws IOException {
    times.getAsLong();
    Files.delete(tasks.resolve("4243").resolve("schedstat"));
    assertThat(times.getAsLong()).isEqualTo(861_472 + 213_903_118);

    thread("4243", "213903200 1034552 98\n");

    assertThat(times.getAsLong()).isEqualTo(861_472 + 213_903_200);
  }

  @Test
  void isZeroWhereTheKernelDoesNotTell() {
    assertThat(new ThreadRunTimes(tasks.resolve("none")).getAsLong()).isZero();
  }

  @Test
  void isUsedWhereItTellsAndJavasTimeElsewhere() throws IOException {
    assertThat(new ProcessCpuTime(tasks, () -> 7).getAsLong()).isEqualTo(861_472 + 213_903_118);
    assertThat(new ProcessCpuTime(tasks.resolve("none"), () -> 7).getAsLong()).isEqualTo(7);

    thread("4242", "0 0 0\n");
    thread("4243", "0 0 0\n");
    assertThat(new ProcessCpuTime(tasks, () -> 7).getAsLong()).isEqualTo(7);
  }

  private void thread(String id, String schedstat) throws IOException {
    Files.createDirectories(tasks.resolve(id));
    Files.writeString(tasks.resolve(id).resolve("schedstat"), schedstat);
  }

  private void end(String id) throws IOException {
    Files.delete(tasks.resolve(id).resolve("schedstat"));
    Files.delete(tasks.resolve(id));
  }
}
