package org.cbnet.cloud;

import picocli.CommandLine;

/** {@code ./cbnet cloud}: the launcher passes everything behind {@code cloud} on. */
public final class Main {
  private static final String LOGBACK = "logback.configurationFile";

  private Main() {}

  public static void main(String[] args) {
    // By name, because a program that holds several modules has several default files.
    if (System.getProperty(LOGBACK) == null) {
      System.setProperty(LOGBACK, "org/cbnet/cloud/logback.xml");
    }
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return new CommandLine(new CloudCommand())
        .setExecutionExceptionHandler(new OneLine())
        .execute(args);
  }
}
