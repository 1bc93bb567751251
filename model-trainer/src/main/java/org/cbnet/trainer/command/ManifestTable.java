package org.cbnet.trainer.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.inference.bundle.TensorSpec;

/** A bundle's manifest as two columns for people. */
final class ManifestTable {
  private final StringBuilder text = new StringBuilder();

  private ManifestTable() {}

  static String of(ModelBundle bundle) {
    ManifestTable table = new ManifestTable();
    BundleManifest manifest = bundle.manifest();
    Preprocessing preprocessing = manifest.preprocessing();
    table.row("bundle", bundle.folder());
    table.row("hash", bundle.hash());
    table.row("network", manifest.network());
    table.row("strategy", manifest.strategy());
    table.row("data set", manifest.dataset());
    table.row("classes", manifest.classes().size() + ": " + String.join(", ", manifest.classes()));
    table.row("image", "%d x %d, grey".formatted(manifest.height(), manifest.width()));
    table.row(
        "preprocessing",
        "(pixel * %s - %s) / %s"
            .formatted(
                preprocessing.scale(), preprocessing.mean(), preprocessing.standardDeviation()));
    for (ModelFile model : manifest.models()) {
      table.row("graph " + model.role(), graph(bundle, model));
    }
    if (manifest.entropyThresholdNats() != null) {
      table.row("exits below", manifest.entropyThresholdNats() + " nats of entropy");
    }
    table.row("converted image", manifest.imageComputed() ? "computed" : "none");
    table.row("MACs", manifest.cost().macs() == null ? "unknown" : count(manifest.cost().macs()));
    table.row("parameters", count(manifest.cost().parameters()));
    table.provenance("", manifest.provenance());
    return table.text.toString();
  }

  private static String graph(ModelBundle bundle, ModelFile model) {
    return "%s, %s bytes, %s -> %s"
        .formatted(
            model.file(),
            count(bundle.graph(model.role()).length),
            tensors(model.inputs()),
            tensors(model.outputs()));
  }

  private static String tensors(List<TensorSpec> tensors) {
    return String.join(
        ", ", tensors.stream().map(tensor -> tensor.name() + " " + tensor.shape()).toList());
  }

  // Nested maps become dotted names, so that every value has a line of its own.
  private void provenance(String prefix, Map<?, ?> values) {
    Map<String, Object> sorted = new TreeMap<>();
    values.forEach((key, value) -> sorted.put(prefix + key, value));
    sorted.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            provenance(key + ".", inner);
          } else {
            row(key, value);
          }
        });
  }

  private void row(String name, Object value) {
    text.append(String.format(Locale.ROOT, "%-32s %s%n", name, value));
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
