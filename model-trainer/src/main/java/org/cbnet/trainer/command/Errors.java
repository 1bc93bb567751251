package org.cbnet.trainer.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.cbnet.inference.dataset.DataSetNotFoundException;
import org.cbnet.inference.dataset.IdxFormatException;
import org.cbnet.inference.dataset.ImageFolderException;
import org.cbnet.inference.profile.ProfileException;
import org.cbnet.trainer.bundle.MissingNetworkException;
import org.cbnet.trainer.evaluation.NoLabelException;
import org.cbnet.trainer.imports.ImportException;
import org.cbnet.trainer.training.DivergedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One line for what a user can mend, and the exit code: 1 failed, 2 wrong usage or input. */
final class Errors {
  static final int FAILED = 1;
  static final int WRONG_INPUT = 2;

  private Errors() {}

  static int usage(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    line.getErr().println(e.getMessage());
    line.getErr().println("see " + line.getCommandSpec().qualifiedName() + " --help");
    return WRONG_INPUT;
  }

  /** Rethrows what is a defect of the program, so that its stack trace is seen. */
  static int execution(Exception e, CommandLine line, ParseResult result) throws Exception {
    if (e instanceof InputException
        || e instanceof DataSetNotFoundException
        || e instanceof IdxFormatException
        || e instanceof ImageFolderException
        || e instanceof ImportException
        || e instanceof BundleException
        || e instanceof ProfileException
        || e instanceof ReleaseException
        || e instanceof MissingNetworkException
        || e instanceof NoLabelException) {
      line.getErr().println(e.getMessage());
      return WRONG_INPUT;
    }
    if (e instanceof IOException io) {
      line.getErr().println(line.getCommandName() + " failed: " + describe(io));
      return FAILED;
    }
    if (e instanceof DivergedException) {
      line.getErr().println(line.getCommandName() + " failed: " + e.getMessage());
      return FAILED;
    }
    throw e;
  }

  // The message of the file system's exceptions is only the path.
  private static String describe(IOException e) {
    boolean bare = e instanceof FileSystemException;
    return bare ? e.getClass().getSimpleName() + " " + e.getMessage() : e.getMessage();
  }
}
