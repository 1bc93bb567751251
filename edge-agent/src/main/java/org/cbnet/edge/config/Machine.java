package org.cbnet.edge.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the configuration takes from the machine.
 *
 * @param environment variables of the process
 * @param hostName name of the machine
 * @param home of the user
 */
public record Machine(Map<String, String> environment, String hostName, Path home) {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int MAX_ID = 64;

  public Machine {
    environment = Map.copyOf(environment);
  }

  /** The machine of this process. */
  public static Machine ofProcess() {
    return new Machine(System.getenv(), readHostName(), Path.of(System.getProperty("user.home")));
  }

  /** The host's name with whatever an identity can't hold replaced. */
  String deviceId() {
    String clean = hostName.replaceAll("[^A-Za-z0-9._-]", "-");
    return clean.isEmpty() ? "edge-agent" : clean.substring(0, Math.min(MAX_ID, clean.length()));
  }

  Path stateDirectory() {
    return home.resolve(".local").resolve("state").resolve("cbnet-agent");
  }

  private static String readHostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
