package org.cbnet.edge.capture.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.FrameDecoder;
import org.cbnet.edge.capture.FrameIds;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.inference.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images of a stream. A thread of its own reads ahead, a few images at most; they are decoded
 * when they are taken, so that what is skipped costs nothing. The stream's end is the source's.
 */
public final class StreamSource implements FrameSource {
  private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);
  private static final int READ_AHEAD = 4;
  private static final int JOINS = 10;
  private static final long JOIN_MILLIS = 100;

  private final StreamInput input;
  private final StreamReader reader;
  private final Thread reading;
  private final FrameDecoder decoder;
  private final Optional<RawDecoder> raw;
  private final FrameIds ids;
  private boolean closed;

  /**
   * Starts to read.
   *
   * @param options what the stream is and how it is read
   * @param maxImageBytes of a JPEG image
   */
  public StreamSource(
      StreamOptions options, FrameDecoder decoder, int maxImageBytes, FrameIds ids) {
    this.input = new StreamInput(options.path());
    this.decoder = decoder;
    this.raw =
        options.format() == StreamFormat.MJPEG
            ? Optional.empty()
            : Optional.of(new RawDecoder(options.format(), options.width(), options.height()));
    this.ids = ids;
    this.reader =
        new StreamReader(
            input,
            options,
            maxImageBytes,
            new ImageQueue(READ_AHEAD, options.whenBehind() == WhenBehind.SKIP));
    this.reading = new Thread(reader, "stream");
    // Standard input may never answer; that must not keep the process.
    reading.setDaemon(true);
    reading.start();
  }

  @Override
  public Capture poll(Duration timeout) throws InterruptedException {
    if (closed) {
      return Capture.Empty.END;
    }
    ImageQueue.Taken taken = reader.queue().take(timeout);
    if (taken.behind() > 0) {
      return new Capture.Skipped(
          taken.behind(), "stream", "behind", "images came faster than they were classified");
    }
    if (taken.chunk().isEmpty()) {
      return Capture.Empty.NOTHING_YET;
    }
    Chunk chunk = taken.chunk().get();
    if (chunk instanceof Chunk.Image image) {
      return decode(ids.next(), image.bytes());
    }
    if (chunk instanceof Chunk.Broken broken) {
      return new Capture.Skipped(1, ids.next(), broken.reason(), broken.detail());
    }
    closed = true;
    return Capture.Empty.END;
  }

  @Override
  public void close() {
    closed = true;
    reader.queue().close();
    try {
      for (int i = 0; i < JOINS && reading.isAlive(); i++) {
        input.close();
        reading.join(JOIN_MILLIS);
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e).log("can't close the stream");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Capture decode(String id, byte[] image) {
    try {
      return new Capture.Image(
          raw.isPresent()
              ? decoder.frame(id, raw.get().decode(image), Frame.UNLABELLED)
              : decoder.decode(id, image, Frame.UNLABELLED));
    } catch (IOException e) {
      return new Capture.Skipped(1, id, "unreadable", String.valueOf(e.getMessage()));
    }
  }
}
