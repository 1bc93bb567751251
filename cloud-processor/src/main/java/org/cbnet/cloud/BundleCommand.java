package org.cbnet.cloud;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code admin bundle}: what devices can fetch. */
@Command(
    name = "bundle",
    subcommands = {BundleUploadCommand.class, BundleListCommand.class},
    description = "Uploads and lists the bundles that devices can fetch.",
    footer = {
      "",
      "Examples:",
      "  cbnet admin bundle upload models/fashion-mnist/cbnet",
      "  cbnet admin bundle list --url https://cloud:8443 --token-file ops.token"
    })
final class BundleCommand implements Runnable {
  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: upload or list");
  }
}
