package org.cbnet.edge.capture.stream;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Standard input, a named pipe or a file, as something that can be closed while another thread
 * waits for it to be opened or read.
 */
final class StreamInput implements AutoCloseable {
  private final Optional<Path> path;
  private FileChannel channel;
  private boolean closed;

  StreamInput(Optional<Path> path) {
    this.path = path;
  }

  /** Opens it; at a named pipe this waits for whoever writes. */
  InputStream open() throws IOException {
    synchronized (this) {
      if (closed) {
        throw new ClosedChannelException();
      }
    }
    FileChannel opened =
        path.isPresent()
            ? FileChannel.open(path.get(), StandardOpenOption.READ)
            : new FileInputStream(FileDescriptor.in).getChannel();
    synchronized (this) {
      channel = opened;
      if (closed) {
        channel.close();
      }
    }
    return Channels.newInputStream(opened);
  }

  /** May be called again, for a thread that began to wait in {@link #open} meanwhile. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
      if (channel != null) {
        channel.close();
        return;
      }
    }
    if (path.isPresent() && Files.exists(path.get()) && !Files.isRegularFile(path.get())) {
      // Whoever waits in open() for a writer is woken by one; "rw" does not wait for a reader.
      new RandomAccessFile(path.get().toFile(), "rw").close();
    }
  }
}
