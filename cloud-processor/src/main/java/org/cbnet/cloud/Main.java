package org.cbnet.cloud;

import picocli.CommandLine;

/** {@code ./cbnet cloud}: the launcher passes everything behind {@code cloud} on. */
public final class Main {
  private static final String LOGBACK = "logback.configurationFile";

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(new CloudCommand(), args));
  }

  /** Runs a command of a process of its own; its exit status. */
  static int run(Object command, String... args) {
    // By name, because a program that holds several modules has several default files.
    if (System.getProperty(LOGBACK) == null) {
      System.setProperty(LOGBACK, "org/cbnet/cloud/logback.xml");
    }
    return execute(command, args);
  }

  static int execute(Object command, String... args) {
    return new CommandLine(command).setExecutionExceptionHandler(new OneLine()).execute(args);
  }
}
