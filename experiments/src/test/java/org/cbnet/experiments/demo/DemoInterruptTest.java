package org.cbnet.experiments.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.OfflineCount;
import org.cbnet.experiments.stack.ProductModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, and worse, in the middle of a demo. */
class DemoInterruptTest {
  @TempDir private Path temporary;

  @Test
  void interruptedLeavesNoProcessAndNoFileBehind() throws Exception {
    Process demo = startAndAwaitAgents();
    List<ProcessHandle> children = demo.descendants().toList();
    assertThat(children).hasSizeGreaterThanOrEqualTo(3);

    demo.destroy();

    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    awaitEnd(children);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("cbnet-demo")))
          .isEmpty();
    }
  }

  @Test
  void killedOutrightLeavesNoProcessBehind() throws Exception {
    Process demo = startAndAwaitAgents();
    List<ProcessHandle> children = demo.descendants().toList();

    demo.destroyForcibly();

    awaitEnd(children);
  }

  private Process startAndAwaitAgents() throws IOException {
    List<String> command =
        JavaLauncher.ofThisProcess()
            .command(
                ProductModule.EXPERIMENTS,
                List.of(
                    "demo",
                    "--frames",
                    "1000",
                    "--port",
                    "0",
                    "--models",
                    OfflineCount.MODELS.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    Process demo = builder.start();
    BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("starting agents")) {
        return demo;
      }
    }
    throw new IOException("the demo ended before it started agents");
  }

  private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      CompletableFuture<ProcessHandle> end = process.onExit();
      end.get(60, TimeUnit.SECONDS);
    }
  }
}
