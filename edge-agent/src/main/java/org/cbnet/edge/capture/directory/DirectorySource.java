package org.cbnet.edge.capture.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.FrameDecoder;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.edge.capture.Receipt;
import org.cbnet.edge.capture.StoredResult;
import org.cbnet.edge.capture.directory.Arrivals.Arrival;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.inference.Frame;

/**
 * The PNG, JPEG and PGM files of a folder: those that are there and those that come.
 *
 * <p>A file is put out of the way only after its result is stored, so that a crash between the two
 * classifies it once more instead of losing it. What can't be put away is not taken again by this
 * process. Nothing that happens to a file or to the folder ends the source.
 */
public final class DirectorySource implements FrameSource {
  private final Path folder;
  private final FrameDecoder decoder;
  private final int maxImageBytes;
  private final Duration lastReceipts;
  private final EdgeClock clock;
  private final Arrivals arrivals;
  private final Afterwards afterwards;
  private final FolderEye eye;
  private final Warnings warnings;
  private final BlockingQueue<Fate> fates = new LinkedBlockingQueue<>();
  private int awaited;
  private boolean closed;

  /**
   * Starts to watch; the folder may be missing for now.
   *
   * @throws IOException where the path is no folder
   */
  public DirectorySource(DirectoryOptions options, FrameDecoder decoder, EdgeClock clock)
      throws IOException {
    this.folder = options.folder();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException("source.directory.path must be a folder: " + folder);
    }
    this.decoder = decoder;
    this.maxImageBytes = options.maxImageBytes();
    this.lastReceipts = options.lastReceipts();
    this.clock = clock;
    this.arrivals = new Arrivals(options.order(), options.settle().toNanos());
    this.warnings = new Warnings(clock);
    this.eye = new FolderEye(folder, arrivals, clock, warnings);
    SeenFiles seen = new SeenFiles(options.memory());
    this.afterwards = new Afterwards(folder, options.after(), seen);
    if (options.after() == AfterFile.KEEP) {
      remember(seen);
    }
  }

  @Override
  public Capture poll(Duration timeout) throws InterruptedException {
    long deadline = clock.monotonicNanos() + timeout.toNanos();
    long waitNanos = 0;
    while (!closed) {
      eye.look(waitNanos);
      settle();
      long now = clock.monotonicNanos();
      Optional<Capture> capture = take(now);
      if (capture.isPresent()) {
        return capture.get();
      }
      if (now >= deadline) {
        return Capture.Empty.NOTHING_YET;
      }
      long due = Math.min(eye.untilScanNanos(now), arrivals.untilReadyNanos(now));
      waitNanos = Math.max(0, Math.min(deadline - now, due));
    }
    return Capture.Empty.END;
  }

  /** Waits shortly for results that are being stored, so that their files are put away. */
  @Override
  public void close() {
    long deadline = clock.monotonicNanos() + lastReceipts.toNanos();
    try {
      while (awaited > 0) {
        Fate fate = fates.poll(deadline - clock.monotonicNanos(), TimeUnit.NANOSECONDS);
        if (fate == null) {
          break;
        }
        settle(fate);
      }
    } catch (InterruptedException e) {
      // What is not put away is found again by the next start.
      Thread.currentThread().interrupt();
    }
    closed = true;
    eye.close();
  }

  private void remember(SeenFiles seen) throws IOException {
    Map<String, FileVersion> known = seen.read();
    Map<String, FileVersion> there = new LinkedHashMap<>();
    for (Map.Entry<String, FileVersion> file : known.entrySet()) {
      // A folder that is missing for now is no reason to forget what was in it.
      if (!Files.isDirectory(folder) || Files.exists(folder.resolve(file.getKey()))) {
        there.put(file.getKey(), file.getValue());
        arrivals.taken(new Arrival(file.getKey(), file.getValue()));
      }
    }
    seen.write(there);
  }

  private Optional<Capture> take(long nowNanos) {
    Optional<Arrival> next = arrivals.next(nowNanos);
    while (next.isPresent()) {
      Optional<Capture> capture = read(next.get(), nowNanos);
      if (capture.isPresent()) {
        return capture;
      }
      next = arrivals.next(nowNanos);
    }
    return Optional.empty();
  }

  private Optional<Capture> read(Arrival arrival, long nowNanos) {
    Path file = folder.resolve(arrival.name());
    try {
      Optional<FileVersion> now = FileVersion.of(file);
      if (now.isEmpty() || !now.get().equals(arrival.version())) {
        now.ifPresent(version -> arrivals.see(arrival.name(), version, nowNanos));
        return Optional.empty();
      }
      if (arrival.version().sizeBytes() > maxImageBytes) {
        return Optional.of(
            skip(
                arrival,
                "too-large",
                "%d bytes are more than source.max-image-bytes, %d"
                    .formatted(arrival.version().sizeBytes(), maxImageBytes)));
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(maxImageBytes);
      }
      String id = ImageNames.frameId(arrival.name(), arrival.version());
      Frame frame = decoder.decode(id, bytes, Frame.UNLABELLED);
      arrivals.taken(arrival);
      awaited++;
      return Optional.of(new Capture.Image(frame, new FileReceipt(arrival)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(skip(arrival, "unreadable", String.valueOf(e.getMessage())));
    }
  }

  private Capture skip(Arrival arrival, String reason, String detail) {
    arrivals.taken(arrival);
    try {
      if (afterwards.unreadable(arrival)) {
        arrivals.release(arrival);
      }
    } catch (IOException e) {
      warnings.warn("can't put a file away, leaves it", arrival.name(), e);
    }
    return new Capture.Skipped(1, arrival.name(), reason, detail);
  }

  private void settle() {
    for (Fate fate = fates.poll(); fate != null; fate = fates.poll()) {
      settle(fate);
    }
  }

  private void settle(Fate fate) {
    awaited--;
    Arrival arrival = fate.arrival();
    try {
      // One that is not stored may have left all the same: taken again now it would count twice.
      // It stays where it is, for the next start.
      if (fate.stored() && afterwards.classified(arrival)) {
        arrivals.release(arrival);
      }
    } catch (IOException e) {
      warnings.warn("can't put a file away, leaves it", arrival.name(), e);
    }
  }

  private record Fate(Arrival arrival, boolean stored) {}

  private final class FileReceipt implements Receipt {
    private final Arrival arrival;

    private FileReceipt(Arrival arrival) {
      this.arrival = arrival;
    }

    @Override
    public boolean urgent() {
      return false;
    }

    @Override
    public void stored(StoredResult result) {
      fates.add(new Fate(arrival, true));
    }

    @Override
    public void lost(String reason) {
      fates.add(new Fate(arrival, false));
    }
  }
}
