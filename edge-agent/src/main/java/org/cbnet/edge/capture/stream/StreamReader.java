package org.cbnet.edge.capture.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a stream ahead of the loop, to its end. */
final class StreamReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);

  private final StreamInput input;
  private final StreamOptions options;
  private final int maxImageBytes;
  private final ImageQueue queue;

  StreamReader(StreamInput input, StreamOptions options, int maxImageBytes, ImageQueue queue) {
    this.input = input;
    this.options = options;
    this.maxImageBytes = maxImageBytes;
    this.queue = queue;
  }

  ImageQueue queue() {
    return queue;
  }

  @Override
  public void run() {
    try {
      read();
      queue.put(new Chunk.End());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws InterruptedException {
    // Not closed here: whoever owns the input does, and may do so while this thread reads.
    try {
      Splitter splitter = splitter(input.open());
      Chunk chunk = splitter.next();
      while (!(chunk instanceof Chunk.End) && queue.put(chunk)) {
        chunk = splitter.next();
      }
      tell(splitter);
    } catch (ClosedChannelException e) {
      // The source was closed.
    } catch (IOException e) {
      LOG.atError().addKeyValue("reason", e).log("the stream can't be read, it ends here");
    }
  }

  private Splitter splitter(InputStream in) {
    return options.format() == StreamFormat.MJPEG
        ? new MjpegSplitter(in, maxImageBytes)
        : new RawSplitter(
            in,
            Math.toIntExact(
                RawDecoder.frameBytes(options.format(), options.width(), options.height())));
  }

  private static void tell(Splitter splitter) {
    if (splitter instanceof MjpegSplitter mjpeg && mjpeg.images() == 0) {
      LOG.atWarn()
          .addKeyValue("bytes", mjpeg.passedOver())
          .log("no JPEG image was in the stream: is source.stream.format right?");
    }
  }
}
