package org.cbnet.cloud;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cbnet.cloud.admin.AdminClient;
import org.cbnet.cloud.admin.AdminException;
import picocli.CommandLine.Option;

/** The options of commands that ask a running cloud. */
final class CloudOption {
  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      description = "Address of the cloud (default: ${DEFAULT-VALUE}).")
  private URI url;

  @Option(
      names = "--token-file",
      description = "File with the token to show, where the cloud asks for one.")
  private Path tokenFile;

  AdminClient client() throws AdminException {
    if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new AdminException("--url must be http(s)://HOST[:PORT]: '%s'".formatted(url), true);
    }
    return new AdminClient(url, token());
  }

  private Optional<String> token() throws AdminException {
    if (tokenFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(tokenFile).strip());
    } catch (IOException e) {
      throw new AdminException("--token-file %s can't be read: %s".formatted(tokenFile, e), true);
    }
  }
}
