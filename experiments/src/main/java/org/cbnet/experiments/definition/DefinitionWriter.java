package org.cbnet.experiments.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cbnet.inference.dataset.KnownDataSet;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Writes a definition as YAML in its normal form: every key with its value, arms as maps, a
 * hypothesis for each data set. {@link DefinitionReader} makes an equal definition of it, as long
 * as the bundles are there.
 */
public final class DefinitionWriter {
  private static final int WIDTH = 120;

  private DefinitionWriter() {}

  /** Writes a file, or over it. */
  public static void write(Definition definition, Path yaml) throws IOException {
    Files.writeString(yaml, text(definition));
  }

  /** The text of such a file. */
  public static String text(Definition definition) {
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(WIDTH).build();
    return new Dump(settings).dumpToString(map(definition));
  }

  private static Map<String, Object> map(Definition definition) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", definition.name());
    map.put("question", definition.question());
    map.put("data-sets", definition.dataSets().stream().map(KnownDataSet::id).toList());
    map.put("images", definition.images().stream().map(ImageChoice::name).toList());
    map.put("most-per-class", mostPerClass(definition));
    map.put("accuracy-frames", definition.accuracyFrames());
    map.put("arms", definition.arms().stream().map(DefinitionWriter::map).toList());
    map.put("baseline", definition.baseline());
    map.put("links", definition.links());
    map.put("device-speeds", definition.deviceSpeeds());
    map.put("deadline-seconds", definition.deadlineSeconds());
    map.put("board", definition.board());
    map.put("meter", definition.meter());
    map.put("other-boards", definition.otherBoards());
    map.put("load", load(definition.load()));
    map.put("schedule", map(definition.schedule()));
    map.put("hypotheses", definition.hypotheses().stream().map(DefinitionWriter::map).toList());
    // A list of its own: one that is empty elsewhere too would be written as an alias of it.
    map.put("agents", new ArrayList<>(definition.agents()));
    map.put("seed", definition.seed());
    return map;
  }

  private static Map<String, Object> map(Arm arm) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", arm.name());
    map.put("strategy", arm.strategy().id());
    map.put("bundle", arm.bundle());
    arm.thresholdNats().ifPresent(nats -> map.put("threshold-nats", nats));
    return map;
  }

  private static int mostPerClass(Definition definition) {
    return definition.images().stream()
        .filter(ImageChoice.Stratum.class::isInstance)
        .mapToInt(choice -> ((ImageChoice.Stratum) choice).mostPerClass())
        .findFirst()
        .orElse(ImageChoice.MOST_PER_CLASS);
  }

  private static Object load(Load load) {
    if (load.hasLevels()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("levels", load.framesPerSecond());
      map.put("block-seconds", load.blockSeconds());
      return map;
    }
    return load.pace().isPresent()
        ? Map.of("frames-per-second", load.pace().getAsDouble())
        : "as-fast-as-possible";
  }

  private static Map<String, Object> map(Schedule schedule) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("jvms", schedule.jvms());
    map.put("sessions", schedule.sessions());
    map.put("rounds", schedule.rounds());
    map.put("frames", schedule.frames());
    map.put("warm-up-frames", schedule.warmUpFrames());
    return map;
  }

  private static Map<String, Object> map(Hypothesis hypothesis) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", hypothesis.id());
    map.put("claim", hypothesis.kind().id());
    map.put("arm", hypothesis.arm());
    map.put("baseline", hypothesis.baseline());
    map.put("data-set", hypothesis.dataSet());
    map.put("margin", hypothesis.margin());
    return map;
  }
}
