package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.edge.clock.EdgeClock;

/**
 * A logger that writes one line a sample to a serial device, a FIFO or standard input of another
 * program. A thread of its own reads it, because it may write hundreds of lines a second and
 * opening a FIFO waits for the writer.
 *
 * <p>A line that can't be read is left out and counted; a stream that ends is opened again.
 */
final class CsvLogger implements Instrument {
  private static final int MAX_QUEUED = 100_000;
  private static final Duration REOPEN = Duration.ofSeconds(1);

  private final Path device;
  private final CsvColumns columns;
  private final EdgeClock clock;
  private final LoggerTime time = new LoggerTime();
  private final Thread reader;
  private final List<Sample> queue = new ArrayList<>();
  private long rejected;
  private Optional<IOException> ended = Optional.empty();

  CsvLogger(Path device, CsvColumns columns, EdgeClock clock) {
    this.device = device;
    this.columns = columns;
    this.clock = clock;
    this.reader = new Thread(this::follow, "energy-csv");
    this.reader.setDaemon(true);
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public Accuracy accuracy() {
    return Accuracy.UNSTATED;
  }

  /** The device is there; whether it writes only time can tell. */
  @Override
  public void probe() throws IOException {
    if (!Files.isReadable(device)) {
      throw new IOException("%s is not there, or may not be read".formatted(device));
    }
    if (Files.isRegularFile(device)) {
      // Opened again at its end, it would show the same joules again.
      throw new IOException("%s is a file: name a device or a FIFO".formatted(device));
    }
  }

  @Override
  public List<Sample> read() throws IOException {
    if (reader.getState() == Thread.State.NEW) {
      reader.start();
    }
    synchronized (queue) {
      List<Sample> shown = List.copyOf(queue);
      queue.clear();
      if (shown.isEmpty() && ended.isPresent()) {
        throw ended.get();
      }
      return shown;
    }
  }

  @Override
  public long rejected() {
    synchronized (queue) {
      return rejected;
    }
  }

  @Override
  public void close() {
    reader.interrupt();
  }

  private void follow() {
    while (!Thread.currentThread().isInterrupted()) {
      IOException end = new IOException("%s has ended".formatted(device));
      try {
        probe();
        readToEnd();
      } catch (IOException e) {
        end = e;
      }
      synchronized (queue) {
        ended = Optional.of(end);
      }
      try {
        Thread.sleep(REOPEN.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void readToEnd() throws IOException {
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
      ChannelLines lines = new ChannelLines(channel);
      for (String line = lines.next(); line != null; line = lines.next()) {
        take(line);
      }
    }
  }

  private void take(String text) {
    if (text.isBlank()) {
      return;
    }
    long arrived = clock.monotonicNanos();
    Optional<Sample> sample = sample(text, arrived);
    synchronized (queue) {
      ended = Optional.empty();
      // A queue that nobody empties keeps no more than a while.
      if (sample.isPresent() && queue.size() < MAX_QUEUED) {
        queue.add(sample.get());
      } else {
        rejected++;
      }
    }
  }

  private Optional<Sample> sample(String text, long arrived) {
    try {
      return columns.parse(text).map(line -> line.at(time.ours(line.nanos(), arrived)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
