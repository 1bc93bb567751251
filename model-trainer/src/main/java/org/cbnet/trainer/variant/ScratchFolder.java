package org.cbnet.trainer.variant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.cbnet.trainer.bundle.PendingFolder;

/**
 * Where variants lie while they are tried: among the system's temporary files, not among the
 * models, and deleted also when the process is told to end.
 */
final class ScratchFolder implements AutoCloseable {
  private static final String NAME = "cbnet-variants";

  private final PendingFolder folder;
  private final ExitHook hook;

  private ScratchFolder(PendingFolder folder) {
    this.folder = folder;
    this.hook = ExitHook.running(this::deleteAtExit);
  }

  static ScratchFolder open() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    PendingFolder folder = PendingFolder.beside(temporary.resolve(NAME));
    try {
      return new ScratchFolder(folder);
    } catch (IllegalStateException e) {
      // The process is ending already.
      folder.close();
      throw e;
    }
  }

  /** Place of one variant's bundle. */
  Path of(Variant variant) {
    return folder.folder().resolve(variant.name());
  }

  @Override
  public void close() throws IOException {
    if (hook.remove()) {
      folder.close();
    }
  }

  private void deleteAtExit() {
    try {
      folder.close();
    } catch (IOException | UncheckedIOException e) {
      // The system clears its temporary files; the process is ending and has nobody to tell.
    }
  }
}
