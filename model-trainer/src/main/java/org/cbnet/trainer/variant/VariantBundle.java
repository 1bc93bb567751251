package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;
import org.cbnet.trainer.bundle.ManifestFile;
import org.cbnet.trainer.bundle.Sha256;
import org.cbnet.trainer.bundle.TrainedForm;

/** Writes a variant's graphs as a bundle that an agent opens like any other. */
final class VariantBundle {
  /** Key of the provenance under which a bundle names its variant. */
  static final String VARIANT = TrainedForm.VARIANT;

  private static final String CELL = "cellSha256";
  private static final String ACCURACY = "validationAccuracy";

  private VariantBundle() {}

  /**
   * Writes a manifest and graphs into a folder. The manifest names the trained bundle that the
   * variant was made from, and no accuracy: the master's is not the variant's.
   *
   * @param master whose classes, threshold, cost and provenance hold for the variant too
   */
  static void write(
      Path folder, ModelBundle master, Variant variant, Map<String, EditableModel> graphs)
      throws IOException {
    BundleManifest own = master.manifest();
    Files.createDirectories(folder);
    List<ModelFile> models = new ArrayList<>();
    for (Map.Entry<String, EditableModel> graph : graphs.entrySet()) {
      EditableModel model = graph.getValue();
      StoredConstants.shrink(model);
      byte[] bytes = model.toByteArray();
      ModelFile file =
          new ModelFile(
              graph.getKey(),
              fileName(own, graph.getKey()),
              HexFormat.of().formatHex(Sha256.of(bytes)),
              tensors(model.inputs()),
              tensors(model.outputs()));
      Files.write(folder.resolve(file.file()), bytes);
      models.add(file);
    }
    Map<String, Object> provenance = new TreeMap<>(own.provenance());
    provenance.put(VARIANT, variant.name());
    provenance.putIfAbsent(CELL, master.hash());
    provenance.remove(ACCURACY);
    ManifestFile.write(folder, with(own, models, provenance));
  }

  /** Adds what was measured to the manifest of a variant, whose identity changes by that. */
  static ModelBundle withAccuracy(ModelBundle variant, double validationAccuracy)
      throws IOException {
    BundleManifest before = variant.manifest();
    Map<String, Object> provenance = new TreeMap<>(before.provenance());
    provenance.put(ACCURACY, validationAccuracy);
    ManifestFile.write(variant.folder(), with(before, before.models(), provenance));
    return ModelBundle.load(variant.folder());
  }

  private static BundleManifest with(
      BundleManifest master, List<ModelFile> models, Map<String, Object> provenance) {
    return new BundleManifest(
        master.formatVersion(),
        master.network(),
        master.strategy(),
        master.dataset(),
        master.classes(),
        master.height(),
        master.width(),
        master.preprocessing(),
        models,
        master.entropyThresholdNats(),
        master.imageComputed(),
        master.cost(),
        provenance);
  }

  private static String fileName(BundleManifest master, String role) {
    return master.models().stream()
        .filter(model -> model.role().equals(role))
        .map(ModelFile::file)
        .findFirst()
        .orElse(role + ".onnx");
  }

  private static List<TensorSpec> tensors(List<ValueInfoProto> values) {
    return values.stream().map(VariantBundle::tensor).toList();
  }

  // The leading dimension counts images and is no part of a manifest.
  private static TensorSpec tensor(ValueInfoProto value) {
    List<Integer> sizes =
        value.getType().getTensorType().getShape().getDimList().stream()
            .skip(1)
            .map(Dimension::getDimValue)
            .map(Math::toIntExact)
            .toList();
    return new TensorSpec(value.getName(), sizes);
  }
}
