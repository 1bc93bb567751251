package org.cbnet.cloud.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.Digests;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.SignedBundle;
import org.cbnet.inference.bundle.signing.SignedFile;

/**
 * Uploads a signed bundle from its folder and has it published. What the cloud has already of an
 * upload that was cut short is not sent again.
 */
public final class BundleUpload {
  private final AdminClient client;
  private final Consumer<String> progress;

  /**
   * @param progress gets a line for each file
   */
  public BundleUpload(AdminClient client, Consumer<String> progress) {
    this.client = Objects.requireNonNull(client, "client is null");
    this.progress = Objects.requireNonNull(progress, "progress is null");
  }

  /** The hash of a bundle's folder. */
  public static String hash(Path folder) throws IOException {
    Path manifest = folder.resolve(ModelBundle.MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      throw new AdminException(
          "%s is no bundle: it has no %s".formatted(folder, ModelBundle.MANIFEST), true);
    }
    return Digests.sha256(manifest);
  }

  /**
   * Uploads.
   *
   * @return the bundle as the cloud has it now
   * @throws AdminException where the folder is no signed bundle, or the cloud does not take it
   */
  public JsonNode run(Path folder) throws IOException, InterruptedException {
    String hash = hash(folder);
    String path = "/api/v1/bundles/" + hash;
    Map<String, String> there = new HashMap<>();
    client
        .get(path + "/staging")
        .path("files")
        .forEach(file -> there.put(file.path("name").asText(), file.path("sha256").asText()));
    for (String name : names(folder)) {
      Path file = folder.resolve(name);
      if (Digests.sha256(file).equals(there.get(name))) {
        progress.accept("%s is there".formatted(name));
      } else {
        client.put(path + "/" + name, file);
        progress.accept("%s uploaded, %d bytes".formatted(name, Files.size(file)));
      }
    }
    return client.post(path);
  }

  private static List<String> names(Path folder) throws IOException {
    Path release = folder.resolve(Release.FILE);
    if (!Files.isRegularFile(release) || !Files.isRegularFile(folder.resolve(Release.SIGNATURE))) {
      throw new AdminException(
          "%s is not signed: ./cbnet bundle sign does that".formatted(folder), true);
    }
    List<String> names = new ArrayList<>();
    Release parsed;
    try {
      parsed = Release.parse(Files.readAllBytes(release));
      // Before anything is sent; the signature is the cloud's to check.
      SignedBundle.verifyFiles(folder, parsed);
    } catch (IOException e) {
      throw new AdminException(e.getMessage(), true);
    }
    parsed.files().stream().map(SignedFile::name).forEach(names::add);
    names.add(Release.FILE);
    names.add(Release.SIGNATURE);
    return names;
  }
}
