package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cbnet.edge.energy.instrument.Calibration;
import org.cbnet.edge.energy.instrument.MachineRoots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MeterCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsSamplesAndWritesWhatItSaw() throws IOException {
    recordAMonitor();
    Path json = folder.resolve("power.json");

    assertThat(execute("--seconds", "2", "--json", json.toString())).isZero();

    assertThat(out.toString())
        .contains("* hwmon    yes\n")
        .contains("  pmic     no: ")
        .contains("3.000 W +- ")
        .contains("hwmon:ina260")
        .contains("idle not calibrated")
        .contains("processor 50.0 C");
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    JsonNode source = root.path("sources").path(0);
    assertThat(source.path("source").asText()).isEqualTo("hwmon:ina260");
    assertThat(source.path("watts").asDouble()).isCloseTo(3, within(1e-6));
    assertThat(source.path("uncertaintyWatts").asDouble()).isPositive();
    assertThat(source.path("idleWatts").isNull()).isTrue();
    assertThat(root.path("meters")).hasSize(7);
    assertThat(root.path("meters").path(0).path("available").asBoolean()).isTrue();
  }

  @Test
  void listsWithoutSampling() throws IOException {
    assertThat(execute("--seconds", "0")).isZero();

    assertThat(out.toString()).contains("* model    yes").doesNotContain("samples");
  }

  @Test
  void calibratesIdleForTheAgent() throws IOException {
    recordAMonitor();

    assertThat(execute("--calibrate")).isZero();

    assertThat(out.toString()).contains("idle of hwmon:ina260: 3+-0 W, in ");
    Calibration found = Calibration.load(folder.resolve("state")).orElseThrow();
    assertThat(found.idle().watts()).isCloseTo(3, within(1e-6));
    out.getBuffer().setLength(0);
    assertThat(execute("--seconds", "1")).isZero();
    assertThat(out.toString()).contains("idle 3.000 W");
  }

  @Test
  void doesNotCalibrateAModel() throws IOException {
    assertThat(execute("--calibrate")).isEqualTo(1);

    assertThat(out.toString()).contains("idle was not calibrated: the model has an idle power");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void failsWhereTheConfiguredMeterDoesNotAnswer() throws IOException {
    config("energy.meter: hwmon");

    assertThat(execute("--seconds", "1")).isEqualTo(1);

    assertThat(out.toString()).contains("* hwmon    no: no ").contains("model:rbp3b1.2");
  }

  @Test
  void refusesWhatItCannotDo() throws IOException {
    assertThat(execute("--seconds", "-1")).isEqualTo(2);
    assertThat(execute("--calibrate", "--seconds", "9")).isEqualTo(2);
    assertThat(execute("--fast")).isEqualTo(2);

    assertThat(err.toString())
        .contains("--seconds must be from 0 to 86400: -1")
        .contains("--calibrate needs --seconds 10 or more: 9");
  }

  private void recordAMonitor() throws IOException {
    put("hwmon/hwmon0/name", "ina260");
    put("hwmon/hwmon0/power1_input", "3000000");
    put("thermal/thermal_zone0/type", "cpu-thermal");
    put("thermal/thermal_zone0/temp", "50000");
  }

  private void put(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }

  private Path config(String... lines) throws IOException {
    String state = "state-directory: " + folder.resolve("state");
    return Files.write(
        folder.resolve("agent.yaml"), List.of("board: rbp3b1.2", state, String.join("\n", lines)));
  }

  private int execute(String... arguments) throws IOException {
    Path file = folder.resolve("agent.yaml");
    if (!Files.exists(file)) {
      config();
    }
    MachineRoots roots =
        new MachineRoots(
            folder.resolve("hwmon"),
            folder.resolve("powercap"),
            folder.resolve("thermal"),
            folder.resolve("get_throttled"),
            List.of(folder.resolve("no-vcgencmd").toString()),
            Duration.ofSeconds(30));
    CommandLine command = new CommandLine(new MeterCommand(roots, Duration.ofMillis(50)));
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          line.getErr().println(failure.getMessage());
          return failure instanceof UsageException ? 2 : 1;
        });
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[0] = "--config";
    all[1] = file.toString();
    return command.execute(all);
  }
}
