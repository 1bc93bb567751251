package org.cbnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AdminCommandTest {
  @TempDir private Path folder;
  private final StringWriter errors = new StringWriter();

  @Test
  void wrongInputIsToldInOneLineWithStatusTwo() throws IOException {
    assertThat(run("bundle", "upload", folder.toString())).isEqualTo(2);
    assertThat(errors.toString()).hasLineCount(1).contains("is no bundle: it has no bundle.json");
    Files.writeString(folder.resolve("bundle.json"), "{}");
    assertThat(run("bundle", "upload", folder.toString())).isNotZero();

    assertThat(run("rollout", "start", "--bundle", "x", "--soak", "long")).isEqualTo(2);
    assertThat(errors.toString()).contains("--soak must be a duration");
    assertThat(run("rollout", "status", "--url", "ftp://host")).isEqualTo(2);
    assertThat(errors.toString()).contains("--url must be http(s)://HOST[:PORT]: 'ftp://host'");
    assertThat(run("rollout", "halt", "r1", "--token-file", folder + "/none")).isEqualTo(2);
    assertThat(errors.toString()).contains("--token-file").contains("can't be read");
    assertThat(run("rollout", "start")).isEqualTo(2);
  }

  @Test
  void aCloudThatDoesNotAnswerIsAFailure() throws IOException {
    String url;
    try (ServerSocket socket = new ServerSocket(0)) {
      url = "http://127.0.0.1:" + socket.getLocalPort();
    }
    assertThat(run("rollout", "status", "--url", url)).isEqualTo(1);
    assertThat(errors.toString()).contains("no answer from the cloud at " + url);
  }

  private int run(String... arguments) {
    return new CommandLine(new AdminCommand())
        .setErr(new PrintWriter(errors, true))
        .setExecutionExceptionHandler(new OneLine())
        .execute(arguments);
  }
}
