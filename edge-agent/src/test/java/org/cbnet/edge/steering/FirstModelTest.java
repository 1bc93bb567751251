package org.cbnet.edge.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.Machine;
import org.cbnet.edge.offload.StrategyOpener;
import org.cbnet.edge.steering.SteeringMemory.Applied;
import org.cbnet.edge.steering.SteeringMemory.Outcome;
import org.cbnet.edge.steering.SteeringMemory.Phase;
import org.cbnet.edge.steering.SteeringMemory.Trying;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start does with what the last process left behind. */
class FirstModelTest {
  private static final Path LENET = Path.of("../models/fashion-mnist/lenet");

  @TempDir private Path folder;

  private BundleStore store;
  private Models models;
  private MemoryFile memory;
  private ModelChoice good;
  private ModelChoice next;

  @BeforeEach
  void storeTwoBundles() throws IOException {
    store = BundleStore.in(folder.resolve("bundles"));
    models = new Models(config(), store, StrategyOpener.of(config()));
    memory = MemoryFile.read(folder.resolve("steering"));
    good = stored("cbnet");
    next = stored("branchynet");
  }

  @Test
  void runsWhatRanLast() throws IOException {
    memory.update(before -> before.running(new Applied(good, "g")).proved(1));

    assertThat(first().choice()).isEqualTo(good);
    assertThat(memory.get().outcome()).isNull();
  }

  @Test
  void doesNotTryAgainWhatTheAgentDiedOf() throws IOException {
    memory.update(before -> running(before, Phase.TRIAL, good));

    assertThat(first().choice()).isEqualTo(good);
    assertThat(memory.get().trying()).isNull();
    assertThat(memory.get().outcome())
        .isEqualTo(
            new Outcome(
                4, BundleState.FAILED, "trial: the agent died while it tried the model out", true));
  }

  @Test
  void returnsToTheLastGoodModelWhereTheAgentDiedOnProbation() throws IOException {
    memory.update(before -> running(before, Phase.PROBATION, next));

    assertThat(first().choice()).isEqualTo(good);
    assertThat(memory.get().running()).isEqualTo(new Applied(good, "g"));
    assertThat(memory.get().outcome().state()).isEqualTo(BundleState.ROLLED_BACK);
    assertThat(memory.get().outcome().revision()).isEqualTo(4);
  }

  @Test
  void goesOnWithAProbationThatEndedInOrder() throws IOException {
    memory.update(before -> running(before, Phase.PAUSED, next));

    assertThat(first().choice()).isEqualTo(next);
    assertThat(memory.get().trying().phase()).isEqualTo(Phase.PROBATION);
  }

  @Test
  void runsTheLastGoodModelWhereTheNewOneIsDamagedOnDisk() throws IOException {
    memory.update(before -> running(before, Phase.PAUSED, next));
    Files.writeString(store.place(next.bundle()).resolve("rest.onnx"), "rotten");

    assertThat(first().choice()).isEqualTo(good);
    assertThat(memory.get().outcome().reason()).contains("rest.onnx has SHA-256");
  }

  @Test
  void runsAsConfiguredWhereNothingElseIsWhole() throws IOException {
    memory.update(before -> running(before, Phase.PAUSED, next));
    Files.delete(store.place(next.bundle()).resolve("rest.onnx"));
    Files.delete(store.place(good.bundle()).resolve("bundle.json"));

    assertThat(first().modelHash()).isEqualTo(ModelBundle.load(LENET).hash());
    assertThat(memory.get().outcome().state()).isEqualTo(BundleState.ROLLED_BACK);
    assertThat(memory.get().running()).isEqualTo(Applied.NOTHING);
  }

  @Test
  void aRolledBackModelLeavesTheDiskAsItWasUntilTheFolderIsHeld() throws IOException {
    memory.update(before -> running(before, Phase.PROBATION, next));
    byte[] before = Files.readAllBytes(folder.resolve("steering"));

    first();

    assertThat(folder.resolve("steering")).hasBinaryContent(before);
  }

  private SteeringMemory running(SteeringMemory before, Phase phase, ModelChoice running) {
    return before
        .running(new Applied(good, "g"))
        .proved(1)
        .running(running.equals(good) ? new Applied(good, "g") : new Applied(running, "n"))
        .trying(new Trying(4, next, phase, 1));
  }

  private OpenedModel first() throws IOException {
    OpenedModel model = FirstModel.remembered(memory, models).model();
    model.strategy().close();
    return model;
  }

  private ModelChoice stored(String network) throws IOException {
    Path copy = Releases.copy(network, folder.resolve(network), 0);
    String hash = ModelBundle.load(copy).hash();
    Files.createDirectories(store.place(hash).getParent());
    Files.move(copy, store.place(hash));
    return new ModelChoice(null, null, hash);
  }

  private AgentConfig config() {
    Map<String, String> environment =
        Map.of(
            "CBNET_AGENT_INFERENCE_STRATEGY",
            "edge-full",
            "CBNET_AGENT_INFERENCE_BUNDLE",
            LENET.toString());
    return new ConfigLoader(new Machine(environment, "pi-1", folder)).load(Optional.empty());
  }
}
