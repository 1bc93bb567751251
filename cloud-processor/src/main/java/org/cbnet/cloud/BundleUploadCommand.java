package org.cbnet.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cbnet.cloud.admin.BundleUpload;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code admin bundle upload}. */
@Command(
    name = "upload",
    description = "Uploads a signed bundle and publishes it.",
    footer = {
      "",
      "Prints the bundle's hash on standard output. Given again after it was cut short it goes on.",
      "",
      "Examples:",
      "  cbnet bundle sign --key trainer.key --version 7 models/fashion-mnist/cbnet",
      "  cbnet admin bundle upload models/fashion-mnist/cbnet",
      "  cbnet admin bundle upload my-bundle --url https://cloud:8443 --token-file ops.token"
    })
final class BundleUploadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The bundle's folder.")
  private Path folder;

  @Mixin private CloudOption cloud;

  @Mixin private JsonFileOption json;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JsonNode bundle =
        new BundleUpload(cloud.client(), line -> spec.commandLine().getErr().println(line))
            .run(folder);
    json.write(bundle);
    spec.commandLine().getOut().println(bundle.path("hash").asText());
    return ExitCode.OK;
  }
}
