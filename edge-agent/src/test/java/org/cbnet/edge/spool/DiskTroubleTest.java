package org.cbnet.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A spool on a disk that is really full or read-only: a file system in memory, mounted in a
 * namespace of the child process, which is {@link DiskTrouble}.
 */
class DiskTroubleTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needNamespaces() throws IOException, InterruptedException {
    assumeTrue(
        run(List.of("unshare", "-rm", "true")).startsWith("exit 0"),
        "this system does not let users make namespaces");
  }

  @Test
  void goesOnAndDropsTheOldestOnAFullDisk() throws Exception {
    assertThat(inNamespace("full", 12)).startsWith("exit 0").contains("full: fine");
  }

  @Test
  void drainsADiskThatSomebodyElseFilled() throws Exception {
    assertThat(inNamespace("filled", 16)).startsWith("exit 0").contains("filled: fine");
  }

  @Test
  void startsOnAFullDisk() throws Exception {
    assertThat(inNamespace("start", 16)).startsWith("exit 0").contains("start: fine");
  }

  @Test
  void startsInMemoryOnAReadOnlyDiskAndFindsWhatWasThere() throws Exception {
    assertThat(inNamespace("read-only", 16)).startsWith("exit 0").contains("read-only: fine");
  }

  @Test
  void goesOnInMemoryWhenWritingFailsAndComesBack() throws Exception {
    assertThat(inNamespace("failing", 16)).startsWith("exit 0").contains("failing: fine");
  }

  private String inNamespace(String scene, int megabytes) throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String script =
        "mount -t tmpfs -o size=%dm tmpfs '%s' && exec '%s' -Xmx128m -cp '%s' %s '%s' %s"
            .formatted(
                megabytes,
                folder,
                java,
                System.getProperty("java.class.path"),
                DiskTrouble.class.getName(),
                folder,
                scene);
    return run(List.of("unshare", "-rm", "sh", "-c", script));
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    return Stream.of("exit " + (ended ? process.exitValue() : "never"), output)
        .reduce((a, b) -> a + "\n" + b)
        .orElseThrow();
  }
}
