package org.cbnet.edge.steering;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.signing.Digests;
import org.cbnet.inference.bundle.signing.KnownAnswers;
import org.cbnet.inference.bundle.signing.KnownAnswers.KnownAnswer;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.SignedBundle;
import org.cbnet.inference.bundle.signing.SignedFile;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/** The shipped bundles, released for a test; and the signed states that ask for them. */
public final class Releases {
  private static final Path SHIPPED = Path.of("../models/fashion-mnist");
  private static final int FRAMES = 12;

  private Releases() {}

  /** Copies a shipped bundle, with known answers that are right, or wrong by one. */
  public static Path copy(String network, Path to, int wrongBy) throws IOException {
    ModelBundle bundle = ModelBundle.load(SHIPPED.resolve(network));
    Files.createDirectories(to);
    Files.copy(bundle.folder().resolve(ModelBundle.MANIFEST), to.resolve(ModelBundle.MANIFEST));
    for (ModelFile model : bundle.manifest().models()) {
      Files.copy(bundle.folder().resolve(model.file()), to.resolve(model.file()));
    }
    LabelledImages images = DataSets.sample();
    List<KnownAnswer> answers = new ArrayList<>();
    try (InferenceStrategy strategy =
        Strategies.open(
            StrategyName.of(bundle.manifest().strategy()), bundle, OptionalDouble.empty())) {
      for (int i = 0; i < FRAMES; i++) {
        Frame frame = images.frame(i);
        int label = ((Outcome.Classified) strategy.infer(frame)).label();
        answers.add(new KnownAnswer(frame.id(), (label + wrongBy) % 10, frame.pixels()));
      }
    }
    new KnownAnswers(KnownAnswers.FORMAT_VERSION, 28, 28, answers).write(to);
    return to;
  }

  /** A bundle for images of 2 x 2 pixels, which the agent's source does not have. */
  public static Path ofTinyImages(Path to) throws IOException {
    Files.createDirectories(to);
    Path graph = Path.of("../inference/src/test/resources/org/cbnet/inference/whole.onnx");
    Files.copy(graph, to.resolve("whole.onnx"));
    String manifest =
        """
        {"formatVersion": 1, "network": "tiny", "strategy": "edge-full", "dataset": "made-up",
         "classes": ["a", "b", "c"], "height": 2, "width": 2,
         "preprocessing": {"scale": 0.00392156862745098, "mean": 0, "standardDeviation": 1},
         "models": [{"role": "whole", "file": "whole.onnx", "sha256": "%s",
           "inputs": [{"name": "image", "shape": [1, 2, 2]}],
           "outputs": [{"name": "logits", "shape": [3]}]}],
         "entropyThresholdNats": null, "imageComputed": false,
         "cost": {"macs": 12, "parameters": 15}, "provenance": {}}
        """
            .formatted(Digests.sha256(graph));
    Files.writeString(to.resolve(ModelBundle.MANIFEST), manifest);
    List<KnownAnswer> answers = new ArrayList<>();
    try (InferenceStrategy strategy =
        Strategies.open(StrategyName.EDGE_FULL, ModelBundle.load(to), OptionalDouble.empty())) {
      for (int i = 0; i < FRAMES; i++) {
        Frame frame = new Frame("made-" + i, new byte[] {(byte) (20 * i), 3, 4, 5}, 2, 2, 0);
        int label = ((Outcome.Classified) strategy.infer(frame)).label();
        answers.add(new KnownAnswer(frame.id(), label, frame.pixels()));
      }
    }
    new KnownAnswers(KnownAnswers.FORMAT_VERSION, 2, 2, answers).write(to);
    return to;
  }

  /** Signs a folder and puts all of it on the server; answers the bundle's hash. */
  public static String publish(
      Path folder, SigningKey key, long version, long minimum, ControlServer server)
      throws IOException {
    Release release = SignedBundle.sign(folder, key, version, minimum);
    String base = "/api/v1/bundles/" + release.bundleHash() + "/";
    for (SignedFile file : release.files()) {
      server.put(base + file.name(), Files.readAllBytes(folder.resolve(file.name())));
    }
    for (String name : List.of(Release.FILE, Release.SIGNATURE)) {
      server.put(base + name, Files.readAllBytes(folder.resolve(name)));
    }
    return release.bundleHash();
  }

  /** A state for the device pi-1; the pairs follow as keys and values. */
  public static byte[] state(SigningKey key, long revision, Object... pairs) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "cbnet-desired-state");
    fields.put("deviceId", "pi-1");
    fields.put("revision", revision);
    fields.put("requestedBy", "a test");
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put((String) pairs[i], pairs[i + 1]);
    }
    return envelope(key, new ObjectMapper().writeValueAsBytes(fields));
  }

  static byte[] envelope(SigningKey key, byte[] state) throws IOException {
    return new ObjectMapper()
        .writeValueAsBytes(Map.of("keyId", key.id(), "state", state, "signature", key.sign(state)));
  }

  /** Writes the public half of a key into a file. */
  public static Path publicKey(SigningKey key, Path file) throws IOException {
    return Files.write(file, key.publicPem().getBytes(StandardCharsets.US_ASCII));
  }
}
