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
      List.of(
          "bash",
          "env",
          "readlink",
          "dirname",
          "cat",
          "sed",
          "find",
          "mkdir",
          "touch",
          "grep",
          "mktemp",
          "mv",
          "rm",
          "stat",
          "sync",
          "tail");

  private static final Path ARCHIVE = Path.of("target", "agent.jsa");

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

  @Test
  void startsTheAgentWithAnArchiveOfItsClassesThatItMakesOnce() throws Exception {
    built();
    java("17.0.1", "echo classes >\"$archive\"; echo made >>\"$0.calls\"");

    Run first = run("agent", "run");
    Run second = run("agent", "run");

    assertThat(first.exitCode()).isZero();
    assertThat(first.output()).contains("-XX:SharedArchiveFile=" + folder.resolve(ARCHIVE));
    assertThat(second.output()).hasLineCount(1).contains("-XX:SharedArchiveFile=");
    assertThat(path.resolve("java.calls")).hasContent("made\n");
  }

  @Test
  void startsTheAgentWithoutAnArchiveThatCanNotBeMade() throws Exception {
    built();
    java("17.0.1", "echo made >>\"$0.calls\"; exit 1");

    Run first = run("agent", "run");
    Run second = run("agent", "run");

    assertThat(first.exitCode()).isZero();
    assertThat(first.output()).contains("the agent starts without");
    assertThat(second.output()).hasLineCount(1).doesNotContain("SharedArchiveFile");
    assertThat(path.resolve("java.calls")).hasContent("made\n");
  }

  @Test
  void makesTheArchiveAgainForAnotherJava() throws Exception {
    built();
    java("17.0.1", "echo of 17.0.1 >\"$archive\"");
    run("agent", "run");
    java("17.0.2", "echo of 17.0.2 >\"$archive\"");

    run("agent", "run");

    assertThat(folder.resolve(ARCHIVE)).hasContent("of 17.0.2\n");
  }

  // Java maps the file without looking whether all of it is there.
  @Test
  void makesAnArchiveAgainThatWasCut() throws Exception {
    built();
    java("17.0.1", "echo whole >\"$archive\"");
    run("agent", "run");
    Files.writeString(folder.resolve(ARCHIVE), "who");

    run("agent", "run");

    assertThat(folder.resolve(ARCHIVE)).hasContent("whole\n");
  }

  private void built() throws IOException {
    Path script = Path.of("deploy", "agent", "make-archive");
    Files.createDirectories(folder.resolve(script).getParent());
    Files.copy(Path.of("..").resolve(script), folder.resolve(script));
    folder.resolve(script).toFile().setExecutable(true);
    Files.createFile(folder.resolve("pom.xml"));
    Files.createDirectories(folder.resolve("schemas/published"));
    for (String module :
        List.of(
            "schemas",
            "inference",
            "edge-agent",
            "cloud-processor",
            "model-trainer",
            "experiments")) {
      Files.createDirectories(folder.resolve(module).resolve("src/main"));
      Files.createDirectories(folder.resolve(module).resolve("target/classes"));
      Files.createFile(folder.resolve(module).resolve("pom.xml"));
    }
    Files.writeString(folder.resolve("edge-agent/target/classpath.txt"), "kafka.jar");
    Files.createFile(folder.resolve("edge-agent/target/edge-agent-1.jar"));
    Files.createFile(Files.createDirectory(folder.resolve("target")).resolve("built"));
  }

  /** A Java that says how it was called, and does something else to make an archive. */
  private void java(String version, String making) throws IOException {
    program(
        "java",
        """
        for each; do
          case $each in
            -version) echo 'openjdk version "%s"' >&2; exit ;;
            -XX:ArchiveClassesAtExit=*) archive=${each#*=}; %s; exit ;;
          esac
        done
        echo "$@"
        """
            .formatted(version, making));
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
