package org.cbnet.cloud;

import org.apache.kafka.common.KafkaException;
import org.cbnet.cloud.admin.AdminException;
import org.cbnet.cloud.config.ConfigException;
import org.cbnet.cloud.http.PortInUseException;
import org.cbnet.cloud.migration.MigrationException;
import org.cbnet.cloud.start.StartException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells an expected failure in one line; anything else keeps its stack trace. */
final class OneLine implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof ConfigException) {
      command.getErr().println(e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof AdminException failure) {
      command.getErr().println(failure.getMessage());
      return failure.isInput() ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
    if (e instanceof StartException
        || e instanceof MigrationException
        || e instanceof KafkaException
        || e instanceof PortInUseException) {
      command.getErr().println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
    throw e;
  }
}
