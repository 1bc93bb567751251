package org.cbnet.experiments.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script as a user with an incomplete machine meets it. */
class LauncherTest {
  // What the script needs beside Java and Maven.
  private static final List<String> TOOLS =
      List.of("bash", "env", "readlink", "dirname", "cat", "sed", "find", "mkdir", "touch", "grep");

  @TempDir private Path folder;
  private Path launcher;
  private Path path;

  @BeforeEach
  void copyTheLauncherToAFolderThatWasNeverBuilt() throws IOException {
    launcher = folder.resolve("cbnet");
    Files.copy(Path.of("..", "cbnet"), launcher);
    launcher.toFile().setExecutable(true);
    path = Files.createDirectory(folder.resolve("bin"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(path.resolve(tool), find(tool));
    }
  }

  @Test
  void listsItsCommands() throws Exception {
    Run run = run("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("demo", "agent", "cloud", "broker", "train", "evaluate");
  }

  @Test
  void namesAnUnknownCommand() throws Exception {
    Run run = run("dmeo");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("unknown command 'dmeo'").contains("./cbnet --help");
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    Run run = run("demo");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).hasLineCount(1).contains("no Java found").contains("JDK 17");
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    program("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    Run run = run("demo");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).hasLineCount(1).contains("Java 11 is too old").contains("JDK 17");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    program("java", "echo 'openjdk version \"17.0.1\"' >&2");

    Run run = run("demo");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).hasLineCount(1).contains("no Maven found").contains("3.8.7");
  }

  @Test
  void saysThatTheCompilerIsMissing() throws Exception {
    program("java", "echo 'openjdk version \"17.0.1\"' >&2");
    program("mvn", "exit 0");

    Run run = run("demo");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).hasLineCount(1).contains("install a JDK, not only a runtime");
  }

  @Test
  void saysWhyTheBuildFailed() throws Exception {
    program("java", "echo 'openjdk version \"17.0.1\"' >&2");
    program("javac", "exit 0");
    program("mvn", "echo '[ERROR] no space left'; exit 1");

    Run run = run("demo");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("no space left").contains("target/build.log");
  }

  private record Run(int exitCode, String output) {}

  private Run run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList());
    builder.environment().put("PATH", path.toString());
    builder.environment().remove("JAVA_HOME");
    Path output = folder.resolve("output");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    int exitCode = process.waitFor();
    return new Run(exitCode, Files.readString(output));
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(path.resolve(name), "#!/usr/bin/env bash\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path find(String tool) {
    return Stream.of("/usr/bin", "/bin")
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
