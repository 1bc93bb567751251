package org.cbnet.experiments.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.OfflineCount;
import org.cbnet.experiments.stack.ProductModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, and worse, in the middle of a demo. */
@Tag("long")
class DemoInterruptTest {
  @TempDir private Path temporary;
  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void endWhatTheDemoLeft() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void interruptedLeavesNoProcessAndNoFileBehind() throws Exception {
    Process demo = startAndAwaitTurns();

    demo.destroy();

    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    awaitEnd();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("cbnet-demo")))
          .isEmpty();
    }
  }

  @Test
  void killedOutrightLeavesNoProcessBehind() throws Exception {
    Process demo = startAndAwaitTurns();

    demo.destroyForcibly();

    awaitEnd();
  }

  private Process startAndAwaitTurns() throws IOException {
    List<String> command =
        JavaLauncher.ofThisProcess()
            .command(
                ProductModule.EXPERIMENTS,
                temporary,
                List.of(
                    "demo",
                    "--frames",
                    "1000",
                    "--port",
                    "0",
                    "--models",
                    OfflineCount.MODELS.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Process demo = builder.start();
    BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("round 1 of")) {
        started.addAll(demo.descendants().toList());
        assertThat(started).as("broker, cloud and four agents").hasSize(6);
        return demo;
      }
    }
    throw new IOException("the demo ended before its agents took turns");
  }

  private void awaitEnd() throws Exception {
    for (ProcessHandle process : started) {
      CompletableFuture<ProcessHandle> end = process.onExit();
      end.get(60, TimeUnit.SECONDS);
    }
  }
}
