package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.OptionalDouble;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.KnownAnswers;
import org.cbnet.inference.bundle.signing.KnownAnswers.KnownAnswer;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.imports.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Signs a copy of a shipped bundle and checks it. */
class SignCommandTest {
  private static final Path SHIPPED = Path.of("../models/fashion-mnist/cbnet");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path bundle;

  @BeforeEach
  void copyABundleAndMakeKeys() throws IOException {
    bundle = Files.createDirectory(folder.resolve("cbnet"));
    for (String file : new String[] {"bundle.json", "model.onnx"}) {
      Files.copy(SHIPPED.resolve(file), bundle.resolve(file));
    }
    for (String key : new String[] {"old", "new"}) {
      assertThat(execute("bundle", "keygen", folder.resolve(key).toString())).isZero();
    }
  }

  @Test
  void signsWhatItThenVerifies() throws IOException {
    Path json = folder.resolve("release.json");

    assertThat(sign("old", "--version", "7", "--minimum-version", "5", "--json", json.toString()))
        .as(err.toString())
        .isZero();

    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.get("bundle").asText()).isEqualTo(ModelBundle.load(bundle).hash());
    assertThat(figures.get("version").asInt()).isEqualTo(7);
    assertThat(figures.get("minimumVersion").asInt()).isEqualTo(5);
    assertThat(verify("old")).isZero();
    assertThat(out.toString()).contains("version 7, minimum version 5", "files are right");
    assertThat(verify("new", "old")).as("two keys may overlap").isZero();
    assertThat(verify("new")).isEqualTo(1);
    assertThat(err.toString()).contains("not to be relied on: the signature is by none");
  }

  @Test
  void givesTheAnswersThatTheBundleItselfGives() throws IOException {
    assertThat(sign("old", "--version", "1", "--answers", "30")).isZero();

    KnownAnswers answers = KnownAnswers.read(bundle);
    assertThat(answers.frames()).hasSize(30);
    assertThat(answers.frames().stream().map(KnownAnswer::label).distinct()).hasSize(10);
    try (InferenceStrategy strategy =
        Strategies.open(StrategyName.CBNET, ModelBundle.load(bundle), OptionalDouble.empty())) {
      assertThat(answers.frames())
          .allSatisfy(
              known ->
                  assertThat(strategy.infer(answers.frame(known)))
                      .isInstanceOfSatisfying(
                          Outcome.Classified.class,
                          answer -> {
                            assertThat(answer.label()).isEqualTo(known.label());
                            assertThat(answer.confidence()).isGreaterThanOrEqualTo(0.6f);
                          }));
    }
  }

  @Test
  void takesAnswersFromAFolderOfImages() throws IOException {
    TinyModel.linear("x", "y").write(folder.resolve("model.onnx"));
    for (int i = 0; i < 12; i++) {
      image("cat/%d.pgm".formatted(i), "255 0 0 " + i);
      image("dog/%d.pgm".formatted(i), "0 255 0 " + i);
    }
    assertThat(
            execute(
                "bundle",
                "import",
                folder.resolve("model.onnx").toString(),
                "--classes",
                "cat,dog,emu",
                "--dataset",
                "pets",
                "--network",
                "my-net",
                "--output",
                folder.resolve("models").toString()))
        .as(err.toString())
        .isZero();
    bundle = folder.resolve("models/pets/my-net");

    assertThat(sign("old", "--version", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--answers-from: unknown data set 'pets'");
    assertThat(sign("old", "--version", "1", "--answers-from", "mnist")).isEqualTo(2);
    assertThat(err.toString()).contains("mnist has the classes");
    image("emu/0.pgm", "0 0 0 0");
    String pets = folder.resolve("pets").toString();
    assertThat(sign("old", "--version", "1", "--answers", "10", "--answers-from", pets))
        .as(err.toString())
        .isZero();
    assertThat(KnownAnswers.read(bundle).frames())
        .extracting(KnownAnswer::label)
        .containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    assertThat(sign("old", "--version", "1", "--answers", "100", "--answers-from", pets))
        .isEqualTo(2);
    assertThat(err.toString()).contains("24 of 25 images rightly", "100 are wanted");
  }

  @Test
  void aChangedFileIsNotToBeReliedOn() throws IOException {
    assertThat(sign("old", "--version", "1")).isZero();
    Files.writeString(bundle.resolve("trial.json"), "{}");

    assertThat(verify("old")).isEqualTo(1);
    assertThat(err.toString()).contains("not to be relied on: trial.json has 2 bytes");
  }

  @Test
  void keepsAPrivateKeyToItsOwnerAndReplacesNone() throws IOException {
    Path key = folder.resolve("old.pem");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    byte[] before = Files.readAllBytes(key);
    assertThat(execute("bundle", "keygen", folder.resolve("old").toString())).isEqualTo(2);
    assertThat(key).hasBinaryContent(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--version 0                          | --minimum-version must be from 1 to --version: 1, --version 0",
        "--version 3 --minimum-version 4      | --minimum-version must be from 1 to --version: 4, --version 3",
        "--version 1 --answers 9              | --answers must be from 10 to 1000: 9",
        "--version x                          | Invalid value for option '--version'",
        "--version 1 --answers-from nowhere   | --answers-from: unknown data set 'nowhere'",
        "--version 1 --key nowhere.pem        | should be specified only once",
        "                                     | Missing required option: '--version=N'",
      })
  void wrongUsageExitsWithTwoAndAClearLine(String arguments, String problem) {
    assertThat(sign("old", arguments == null ? new String[0] : arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(problem);
    assertThat(bundle.resolve("release.json")).doesNotExist();
  }

  @Test
  void aKeyThatIsNoneExitsWithTwo() throws IOException {
    assertThat(sign("old", "--version", "1")).isZero();

    assertThat(verify("nowhere")).isEqualTo(2);
    assertThat(err.toString()).contains("no key file");
    Files.copy(folder.resolve("old.pub.pem"), folder.resolve("swapped.pem"));
    assertThat(sign("swapped", "--version", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("swapped.pem must be a PEM file with one PRIVATE KEY");
  }

  private int sign(String key, String... options) {
    String[] arguments = new String[options.length + 5];
    arguments[0] = "bundle";
    arguments[1] = "sign";
    arguments[2] = bundle.toString();
    arguments[3] = "--key";
    arguments[4] = folder.resolve(key + ".pem").toString();
    System.arraycopy(options, 0, arguments, 5, options.length);
    return execute(arguments);
  }

  private int verify(String... keys) {
    StringBuilder trusted = new StringBuilder();
    for (String key : keys) {
      trusted.append(trusted.isEmpty() ? "" : ",").append(folder.resolve(key + ".pub.pem"));
    }
    return execute("bundle", "verify", bundle.toString(), "--trusted", trusted.toString());
  }

  private int execute(String... arguments) {
    DataSetLocator locator = DataSetLocator.of(Map.of(), folder.resolve("home"));
    CommandLine line = TrainerCommands.create(locator, false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private void image(String name, String pixels) throws IOException {
    Path file = folder.resolve("pets").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "P2 2 2 255 " + pixels);
  }
}
