package org.cbnet.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.experiments.definition.Hypothesis.Kind;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {
  @TempDir private Path folder;

  @Test
  void readsArmsDefaultsAndHypotheses() throws Exception {
    Definition definition = TestDefinitions.read(folder, TestDefinitions.GOOD);

    assertThat(definition)
        .isEqualTo(
            new Definition(
                "test",
                "Is it so?",
                List.of(KnownDataSet.FASHION_MNIST),
                List.of(ImageChoice.ALL),
                10_000,
                List.of(
                    new Arm("edge-full", StrategyName.EDGE_FULL, "lenet", OptionalDouble.empty()),
                    new Arm(
                        "early",
                        StrategyName.EARLY_EXIT,
                        "branchynet-tuned",
                        OptionalDouble.of(0.3)),
                    new Arm(
                        "cbnet@margin",
                        StrategyName.CBNET,
                        "cbnet@margin",
                        OptionalDouble.empty())),
                "edge-full",
                List.of(Condition.NO_LINK),
                List.of(1.0),
                3,
                "rbp4b1.2-64",
                "model",
                List.of(),
                Load.AS_FAST_AS_POSSIBLE,
                new Schedule(9, 3, 10, 50, 2_000),
                List.of(
                    new Hypothesis(
                        "faster", Kind.FASTER, "cbnet@margin", "edge-full", "fashion-mnist", 1.5)),
                List.of(),
                1));
  }

  @Test
  void makesAHypothesisForEachDataSet() throws Exception {
    Definition definition =
        TestDefinitions.read(
            folder,
            TestDefinitions.GOOD.replace("[fashion-mnist]", "[fashion-mnist, mnist, kmnist]"));

    assertThat(definition.hypotheses())
        .extracting(Hypothesis::dataSet)
        .containsExactly("fashion-mnist", "mnist", "kmnist");
  }

  @Test
  void takesTheHypothesisOfOneDataSetAndABaselineOfItsOwn() throws Exception {
    Definition definition =
        TestDefinitions.read(
            folder,
            TestDefinitions.GOOD
                    .replace("[fashion-mnist]", "[fashion-mnist, mnist]")
                    .replace("margin: 1.5", "margin: 1.5\n    data-set: mnist\n    baseline: early")
                + "load: {frames-per-second: 12.5}\n");

    assertThat(definition.hypotheses())
        .containsExactly(
            new Hypothesis("faster", Kind.FASTER, "cbnet@margin", "early", "mnist", 1.5));
    assertThat(definition.load().pace()).hasValue(12.5);
  }

  @Test
  void anArmThatAsksTheCloudNeedsNoLink() throws Exception {
    Definition definition =
        TestDefinitions.read(
            folder, TestDefinitions.GOOD.replace("- edge-full\n", "- edge-full\n  - cloud-full\n"));

    assertThat(definition.offloads()).isTrue();
    assertThat(definition.links()).containsExactly("none");
  }

  @Test
  void takesDevicesElsewhere() throws Exception {
    Definition definition =
        TestDefinitions.read(
            folder,
            TestDefinitions.GOOD.substring(0, TestDefinitions.GOOD.indexOf("schedule:"))
                + """
                agents: [pi-1, pi-2]
                accuracy-frames: 0
                load: {levels: [0, 1, 2, 4]}
                """);

    assertThat(definition.agents()).containsExactly("pi-1", "pi-2");
    assertThat(definition.replicates()).isEqualTo(2);
    assertThat(TestDefinitions.read(folder, DefinitionWriter.text(definition)))
        .isEqualTo(definition);
  }

  @Test
  void refusesOfDevicesElsewhereWhatTheyCantDo() throws Exception {
    String text =
        TestDefinitions.GOOD.replace("[fashion-mnist]", "[fashion-mnist, mnist]")
            + """
            agents: [pi-1]
            images: [all, noise-1]
            device-speeds: [8]
            """;

    assertThat(TestDefinitions.problems(folder, text, TestDefinitions.MODELS))
        .anyMatch(line -> line.contains(":3: data-sets: a device shows the frames of one data set"))
        .anyMatch(line -> line.contains("images[1]: a device shows what its source has"))
        .anyMatch(line -> line.contains("device-speeds[0]: a device has the speed that it has"))
        .anyMatch(line -> line.contains("accuracy-frames: a device can't be told"))
        .anyMatch(line -> line.contains("load: a device is measured by time"))
        .anyMatch(line -> line.contains("agents: of 4 verdicts none about latency can be shown"));
  }

  /** What is replaced by what, and the only problem that it makes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jvms: 9          | jvm: 9            | 13: schedule.jvm: unknown key; did you mean jvms?
          question:        | '#question:'      | 1: question: is missing; give here: what it asks
          baseline:        | x: 1\\nbaseline:  | 11: x: unknown key; choose one of name, question
          name: test       | name: a b         | 1: name: must match ^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$: "a b"; give here: name
          name: test       | name: "a\\\\n"    | 1: name: must match ^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$: "a\\n"; give here: name
          name: test       | name: an-experiment-whose-name-is-too-long | 1: name: with time and part it makes names of runs longer than 64 characters: "an-experiment-whose-name-is-too-long"; shorten it to 30
          name: test       | name: 7           | 1: name: must be a text: 7; give here: name
          question: Is it so? | question: ''   | 2: question: must not be empty: ""; give here: what
          [fashion-mnist]  | [fashion_mnist]   | 3: data-sets[0]: is unknown: "fashion_mnist"; did you mean fashion-mnist?
          [fashion-mnist]  | []                | 3: data-sets: must have at least 1 item: []; give here: whose
          [fashion-mnist]  | [mnist, mnist]    | 3: data-sets: has something twice: ["mnist","mnist"]; give here: whose
          - cbnet@margin\\n | - cbnet@margin\\n  - edge-fulll\\n | 11: arms[3]: is neither a strategy nor a bundle in ../models/fashion-mnist: "edge-fulll"; did you mean edge-full?
          - edge-full      | - [edge-full]     | 5: arms[0]: must be a text or a map: ["edge-full"]; give here: a strategy's name
          - edge-full      | - ../mnist/lenet  | 5: arms[0]: must match ^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$: "../mnist/lenet"; give here: a strategy's name
          - edge-full      | - {name: edge-full} | 5: arms[0]: names neither a strategy nor a bundle: {"name":"edge-full"}; give one or both
          strategy: early-exit | strategy: early-exits | 7: arms[1].strategy: is unknown: "early-exits"; did you mean early-exit?
          strategy: early-exit | strategy: cbnet-paper\\n    x: 1 | 8: arms[1].x: unknown key; choose one of name, strategy, bundle, threshold-nats
          branchynet-tuned | branchynet-tunes  | 8: arms[1].bundle: has no bundle ../models/fashion-mnist/branchynet-tunes: "branchynet-tunes"; did you mean branchynet-tuned?
          branchynet-tuned | x                 | 8: arms[1].bundle: has no bundle ../models/fashion-mnist/x: "x"; run ./cbnet train --dataset fashion-mnist, or leave out the arm or the data set
          branchynet-tuned | lenet             | 8: arms[1].bundle: strategy early-exit can't run a bundle made for edge-full: "lenet"; name a bundle made for early-exit
          threshold-nats: 0.3 | threshold-nats: -1 | 9: arms[1].threshold-nats: must be at least 0: -1; give here: entropy
          threshold-nats: 0.3 | threshold-nats: .inf | 9: arms[1].threshold-nats: is not a finite number: ".inf"; give one
          name: early      | name: edge-full   | 6: arms[1].name: is the second arm of the name edge-full: "edge-full"; give it a name
          baseline: edge-full | baseline: edge | 11: baseline: is not the name of an arm: "edge"; choose one of edge-full, early, cbnet@margin
          baseline: edge-full | baseline: edge-full\\nlinks: [lan2] | 12: links[0]: is unknown: "lan2"; did you mean lan?
          baseline: edge-full | baseline: edge-full\\nlinks: [lte] | 12: links[0]: no arm asks the cloud, so the link changes nothing: "lte"; leave links out
          baseline: edge-full | baseline: edge-full\\nboard: pi | 12: board: is unknown: "pi"; choose one of rbp5b1.0-64
          baseline: edge-full | baseline: edge-full\\ndevice-speeds: [0.5] | 12: device-speeds[0]: must be at least 1: 0.5; give here: device speed
          baseline: edge-full | baseline: edge-full\\ndevice-speeds: [1, 1001] | 12: device-speeds[1]: must be at most 1000: 1001; give here: device speed
          baseline: edge-full | baseline: edge-full\\naccuracy-frames: 10001 | 12: accuracy-frames: must be at most 10000: 10001; give here: test images
          baseline: edge-full | baseline: edge-full\\nload: fast | 12: load: must match ^as-fast-as-possible$: "fast"; give here: `as-fast-as-possible`
          baseline: edge-full | baseline: edge-full\\nload: {levels: [1, 2, 3, 4]} | 12: load.levels: has no idle level: [1,2,3,4]; add 0
          baseline: edge-full | baseline: edge-full\\nload: {levels: [0, 2, 3, 0.1]} | 12: load.levels[3]: has fewer than 5 frames in a block: 0.1; raise it, or block-seconds
          baseline: edge-full | baseline: edge-full\\nload: {} | 12: load: is an empty map; give frames-per-second or levels
          baseline: edge-full | baseline: edge-full\\nload: {frames-per-second: 0} | 12: load.frames-per-second: must be above 0: 0; give here: pace
          baseline: edge-full | baseline: edge-full\\nseed: 1e400 | 12: seed: is not a finite number: "1e400"; give one
          baseline: edge-full | baseline: edge-full\\nseed: 1.5 | 12: seed: must be a whole number: 1.5; give here: draws
          baseline: edge-full | baseline: edge-full\\n\"#x\": 1 | 12: #x: unknown key; choose one of
          jvms: 9          | jvms: 4           | 13: schedule.jvms: of 1 verdicts none about latency can be shown with fewer than 5 processes: 4; raise it
          id: faster       | id: ''            | 16: hypotheses[0].id: must match ^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$: ""; give here: short name
          claim: faster    | claim: fastest    | 17: hypotheses[0].claim: is unknown: "fastest"; did you mean faster?
          arm: cbnet@margin | arm: cbnet       | 18: hypotheses[0].arm: is not the name of an arm: "cbnet"; choose one of edge-full, early
          arm: cbnet@margin | arm: edge-full   | 18: hypotheses[0].arm: is compared with itself: "edge-full"; name another
          margin: 1.5      | margin: 0.9       | 19: hypotheses[0].margin: the margin of faster must be in [1.0, 100.0]: 0.9; give the ratio
          margin: 1.5      | baseline: edge    | 16: hypotheses[0].margin: is missing; give here: of claims
          margin: 1.5      | margin: 1.5\\n    baseline: edge | 20: hypotheses[0].baseline: is not the name of an arm: "edge"; choose
          margin: 1.5      | margin: 1.5\\n    data-set: mnist | 20: hypotheses[0].data-set: is not one of data-sets: "mnist"; choose one of fashion-mnist
          claim: faster    | claim: not-less-accurate | 19: hypotheses[0].margin: the margin of not-less-accurate must be in [0.0, 0.5]: 1.5; give a share
          name: test       | name: test\\nname: test | 2: name: was given before, on line 1; leave one of them out
          name: test       | name: &a test     | 1: has an anchor or an alias; write out what it stands for
          name: test       | name: !!str test  | 1: has a tag, tag:yaml.org,2002:str; leave the tag out
          name: test       | '[name]: test'    | 1: a key is a list or a map; write it as
          jvms: 9          | jvms: [9          | 14: is not YAML:
          baseline: edge-full | 'baseline: edge-full\\n---' | 12: is not YAML:
          """)
  void namesLineKeyValueAndRemedy(String good, String bad, String expected) throws IOException {
    String text = TestDefinitions.GOOD.replace(unescaped(good), unescaped(bad));

    List<String> problems = TestDefinitions.problems(folder, text, TestDefinitions.MODELS);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith("test.yaml:" + expected);
  }

  // A backslash before it keeps one for YAML.
  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\\n", "\\n");
  }

  @Test
  void tellsEverythingThatAStepFinds() throws IOException {
    String text =
        TestDefinitions.GOOD
            .replace("jvms: 9", "jvms: none")
            .replace("name: test", "nam: test")
            .replace("[fashion-mnist]", "[mnits]");

    assertThat(TestDefinitions.problems(folder, text, TestDefinitions.MODELS))
        .extracting(problem -> problem.substring(0, problem.indexOf(';')))
        .containsExactlyInAnyOrder(
            "test.yaml:1: nam: unknown key",
            "test.yaml:1: name: is missing",
            "test.yaml:3: data-sets[0]: is unknown: \"mnits\"",
            "test.yaml:13: schedule.jvms: must be a whole number: \"none\"");
  }

  @Test
  void refusesMoreThanSixteenArms() throws IOException {
    String arms = "  - {name: a0, strategy: cbnet}\n";
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 14; i++) {
      many.append(arms.replace("a0", "a" + i));
    }

    String text = TestDefinitions.GOOD.replace("  - edge-full\n", "  - edge-full\n" + many);

    assertThat(TestDefinitions.problems(folder, text, TestDefinitions.MODELS))
        .singleElement()
        .asString()
        .startsWith("test.yaml:4: arms: must have at most 16 items");
  }

  @Test
  void refusesAThresholdWithoutExits() throws IOException {
    String text =
        TestDefinitions.GOOD
            .replace("strategy: early-exit", "strategy: edge-full")
            .replace("branchynet-tuned", "lenet");

    assertThat(TestDefinitions.problems(folder, text, TestDefinitions.MODELS))
        .containsExactly(
            "test.yaml:9: arms[1].threshold-nats: strategy edge-full has no exits: 0.3;"
                + " leave the threshold out");
  }

  @Test
  void refusesAnIdThatIsUsedTwiceForADataSet() throws IOException {
    String again = "  - {id: faster, claim: faster, arm: early, margin: 1}\n";

    assertThat(
            TestDefinitions.problems(folder, TestDefinitions.GOOD + again, TestDefinitions.MODELS))
        .containsExactly(
            "test.yaml:20: hypotheses[1].id: is used before for fashion-mnist: \"faster\";"
                + " give it an id of its own");
  }

  @Test
  void refusesAClaimAboutAccuracyWithoutFramesForIt() throws IOException {
    String text =
        TestDefinitions.GOOD
                .replace("claim: faster", "claim: more-accurate")
                .replace("margin: 1.5", "margin: 0")
            + "accuracy-frames: 0\n";

    assertThat(TestDefinitions.problems(folder, text, TestDefinitions.MODELS))
        .singleElement()
        .asString()
        .startsWith("test.yaml:17: hypotheses[0].claim: a claim about accuracy is tested on");
  }

  @Test
  void aliasesCannotGrow() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }

    assertThat(TestDefinitions.problems(folder, bomb.toString(), TestDefinitions.MODELS))
        .containsExactly("test.yaml:1: has an anchor or an alias; write out what it stands for");
  }

  @Test
  void nestingIsBounded() throws IOException {
    assertThat(
            TestDefinitions.problems(
                folder, "name: " + "[".repeat(100_000), TestDefinitions.MODELS))
        .containsExactly("test.yaml:1: is nested more than 10 deep; flatten it");
  }

  @Test
  void refusesWhatIsNoTextOrNothing() throws IOException {
    assertThat(TestDefinitions.problems(folder, "# nothing\n", TestDefinitions.MODELS))
        .singleElement()
        .asString()
        .startsWith("test.yaml:1: there is nothing in the file");
    assertThat(TestDefinitions.problems(folder, "name: a\nb: \u0001\n", TestDefinitions.MODELS))
        .containsExactly("test.yaml:2: has a character that YAML does not take; leave it out");
    assertThat(TestDefinitions.problems(folder, "x".repeat(300_000), TestDefinitions.MODELS))
        .singleElement()
        .asString()
        .startsWith("test.yaml:1: is larger than");
  }

  @Test
  void refusesOtherEncodingsAndMissingFiles() throws IOException {
    Path latin = Files.write(folder.resolve("l.yaml"), "é".getBytes(StandardCharsets.ISO_8859_1));
    Path missing = folder.resolve("missing.yaml");
    DefinitionReader reader = new DefinitionReader(TestDefinitions.MODELS);

    assertThatThrownBy(() -> reader.read(latin))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(latin + ":1: is not in UTF-8; save it as UTF-8");
    assertThatThrownBy(() -> reader.read(missing))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            missing + ":1: there is no such file; ready-made ones are in experiments/definitions");
    assertThatThrownBy(() -> reader.read(folder)).isInstanceOf(DefinitionException.class);
  }
}
