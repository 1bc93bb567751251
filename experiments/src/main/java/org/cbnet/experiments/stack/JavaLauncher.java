package org.cbnet.experiments.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the command lines of the product's processes, on the Java that runs this one. */
public final class JavaLauncher {
  /** System property with which the launcher script names the product's folder. */
  public static final String HOME_PROPERTY = "cbnet.home";

  private static final int FIRST_JAVA_WITH_NATIVE_WARNINGS = 24;

  private final Optional<Path> home;

  private JavaLauncher(Optional<Path> home) {
    this.home = home;
  }

  /** Class paths as the build wrote them, or this process's own where nothing names a home. */
  public static JavaLauncher ofThisProcess() {
    return new JavaLauncher(Optional.ofNullable(System.getProperty(HOME_PROPERTY)).map(Path::of));
  }

  /** The product's folder as the launcher script names it, else the current one. */
  public static Path home() {
    return Path.of(System.getProperty(HOME_PROPERTY, ""));
  }

  /**
   * The command that runs a module's main class.
   *
   * @param temporary existing folder for what libraries unpack; a killed process leaves it behind
   */
  public List<String> command(ProductModule module, Path temporary, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + module.heapMebibytes() + "m");
    // Several processes share a small machine: a collector with threads of its own costs more.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.io.tmpdir=" + temporary);
    if (Runtime.version().feature() >= FIRST_JAVA_WITH_NATIVE_WARNINGS) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-cp");
    command.add(classPath(module));
    command.add(module.mainClass());
    command.addAll(arguments);
    return command;
  }

  private String classPath(ProductModule module) throws IOException {
    if (home.isEmpty()) {
      return System.getProperty("java.class.path");
    }
    Path target = home.get().resolve(module.folder()).resolve("target");
    return target.resolve("classes")
        + File.pathSeparator
        + Files.readString(target.resolve("classpath.txt")).strip();
  }
}
