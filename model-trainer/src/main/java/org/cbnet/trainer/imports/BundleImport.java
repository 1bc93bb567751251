package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.Cost;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.bundle.ManifestFile;
import org.cbnet.trainer.bundle.PendingFolder;
import org.cbnet.trainer.bundle.Sha256;

/**
 * Makes a bundle for {@code edge-full} out of an ONNX classifier that was trained elsewhere.
 *
 * <p>What the model is comes from running it, not from what it declares; and what is written is run
 * as an agent runs it before it gets its place.
 */
public final class BundleImport {
  /** Raised when the same model would be written as another bundle. */
  static final int VERSION = 1;

  private static final String FILE = "model.onnx";
  private static final String ROLE = "whole";
  private static final Set<DataType> FLOATS =
      EnumSet.of(DataType.FLOAT, DataType.FLOAT16, DataType.BFLOAT16, DataType.DOUBLE);

  private final Path models;

  /**
   * @param models gets the bundle under {@code <data set>/<network>/}
   */
  public BundleImport(Path models) {
    this.models = models;
  }

  /**
   * What became of a model.
   *
   * @param folder of the bundle
   * @param manifest as written
   * @param kind what the model answered
   * @param unknownMacs why its multiply-accumulates can't be told; empty where they can
   */
  public record Imported(
      Path folder, BundleManifest manifest, AnswerKind kind, String unknownMacs) {}

  /** Where the bundle of a request goes. */
  public Path place(ImportRequest request) {
    return models.resolve(request.dataset()).resolve(request.network());
  }

  /**
   * Imports a model; an older bundle of the same name is replaced.
   *
   * @throws ImportException where the model is no classifier that strategies can run
   */
  public Imported run(ImportRequest request) throws IOException {
    OnnxSource source = OnnxSource.read(request.model());
    ImageInput input = ImageInput.of(source, request.size());
    Answers answers = Answers.of(source);
    Trial trial = Trial.run(source, input, answers, request);
    float[] image = Trial.image(TrialImages.of(input.size()).get("noise"), request);
    MacCount count = MacCount.of(source, input, image);
    byte[] graph =
        new BundleGraph(source.model(), input, answers, trial.kind())
            .write(request.classes().size());
    BundleManifest manifest = manifest(request, source, input, answers, trial.kind(), count, graph);
    Path place = place(request);
    try (PendingFolder pending = PendingFolder.beside(place)) {
      Files.write(pending.folder().resolve(FILE), graph);
      ManifestFile.write(pending.folder(), manifest);
      check(source, ModelBundle.load(pending.folder()), trial);
      pending.moveTo(place);
    }
    return new Imported(place, manifest, trial.kind(), count.unknown());
  }

  // The rewritten graph must answer what the model answered.
  private static void check(OnnxSource source, ModelBundle bundle, Trial trial) throws IOException {
    try (InferenceStrategy strategy =
        Strategies.open(StrategyName.EDGE_FULL, bundle, OptionalDouble.empty())) {
      for (Trial.Answered answered : trial.answers()) {
        Outcome outcome = strategy.infer(answered.frame());
        if (!(outcome instanceof Outcome.Classified classified)
            || !answered.isLargest(classified.label())) {
          throw new ImportException(
              source.file(),
              "answers %s for the trial image '%s', its bundle %s: report this as a defect of the import"
                  .formatted(Arrays.toString(answered.values()), answered.frame().id(), outcome));
        }
      }
    }
  }

  private static BundleManifest manifest(
      ImportRequest request,
      OnnxSource source,
      ImageInput input,
      Answers answers,
      AnswerKind kind,
      MacCount count,
      byte[] graph) {
    int height = input.size().height();
    int width = input.size().width();
    ModelFile model =
        new ModelFile(
            ROLE,
            FILE,
            HexFormat.of().formatHex(Sha256.of(graph)),
            List.of(new TensorSpec(BundleGraph.INPUT, List.of(1, height, width))),
            List.of(new TensorSpec(BundleGraph.OUTPUT, List.of(request.classes().size()))));
    return new BundleManifest(
        BundleManifest.FORMAT_VERSION,
        request.network(),
        StrategyName.EDGE_FULL.id(),
        request.dataset(),
        request.classes(),
        height,
        width,
        request.preprocessing(),
        List.of(model),
        null,
        false,
        new Cost(count.macs(), parameters(source)),
        provenance(source, input, answers, kind));
  }

  // No date, as in trained bundles: the same model gives the same bundle, byte for byte.
  private static Map<String, Object> provenance(
      OnnxSource source, ImageInput input, Answers answers, AnswerKind kind) {
    Map<String, Object> imported = new TreeMap<>();
    imported.put("file", source.file().getFileName().toString());
    imported.put("sha256", HexFormat.of().formatHex(Sha256.of(source.bytes())));
    imported.put("input", input.name());
    imported.put("output", answers.name());
    imported.put("answers", kind.description());
    imported.put("producer", source.model().getProducerName());
    imported.put("importerVersion", VERSION);
    return Map.of("imported", imported);
  }

  private static long parameters(OnnxSource source) {
    long parameters = 0;
    for (TensorProto weight : source.model().getGraph().getInitializerList()) {
      if (FLOATS.contains(DataType.forNumber(weight.getDataType()))) {
        parameters +=
            weight.getDimsList().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
      }
    }
    return parameters;
  }
}
