package org.cbnet.edge.steering;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cbnet.inference.bundle.signing.Digests;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.cbnet.inference.bundle.signing.SignedFile;

/**
 * Fetches one signed file, going on where an earlier attempt ended (RFC 9110, range requests). A
 * server that knows no ranges sends all of it again.
 */
final class FileFetch {
  private static final int PARTIAL = 206;
  private static final int OK = 200;
  private static final int RANGE_REFUSED = 416;
  private static final int MAX_REFUSAL_BYTES = 4 << 10;
  private static final String ETAG = ".etag";

  private final CloudClient cloud;

  FileFetch(CloudClient cloud) {
    this.cloud = cloud;
  }

  /** Bytes of a file that are missing; 0 where it is whole. */
  static long missing(Path folder, SignedFile file) throws IOException {
    Path target = folder.resolve(file.name());
    long there = Files.exists(target) ? Files.size(target) : 0;
    return Math.max(0, file.bytes() - there);
  }

  /**
   * Gets what is missing and checks the whole.
   *
   * @param path of the file on the server
   * @throws IOException where the link fails; another call goes on from there
   * @throws ReleaseException where the server has another file than the one that is signed
   */
  void fetch(String path, Path folder, SignedFile file, Duration timeout)
      throws IOException, InterruptedException {
    Path target = folder.resolve(file.name());
    Path etag = folder.resolve(file.name() + ETAG);
    long start = Files.exists(target) ? Files.size(target) : 0;
    if (start > file.bytes() || (start == file.bytes() && !matches(target, file))) {
      Files.delete(target);
      start = 0;
    }
    if (start < file.bytes() || !Files.exists(target)) {
      get(path, target, etag, file, start, timeout);
    }
    if (!matches(target, file)) {
      String found = Digests.sha256(target);
      Files.delete(target);
      String problem =
          "%s has SHA-256 %s, signed is %s".formatted(file.name(), found, file.sha256());
      if (start > 0) {
        // The two halves may be of two files: once more from the start.
        throw new IOException(problem);
      }
      throw new ReleaseException(problem);
    }
    Files.deleteIfExists(etag);
  }

  private void get(
      String path, Path target, Path etag, SignedFile file, long start, Duration timeout)
      throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>();
    // Packed on the way, a range would be one of other bytes.
    headers.put("Accept-Encoding", "identity");
    if (start > 0) {
      headers.put("Range", "bytes=%d-".formatted(start));
      if (Files.exists(etag)) {
        headers.put("If-Range", Files.readString(etag));
      }
    }
    HttpResponse<Long> answer = cloud.get(path, headers, into(target, etag, file, start), timeout);
    if (answer.statusCode() == RANGE_REFUSED) {
      Files.deleteIfExists(target);
    }
    if (answer.statusCode() != OK && answer.statusCode() != PARTIAL) {
      throw new IOException("%s: the cloud answers %d".formatted(path, answer.statusCode()));
    }
    if (Files.size(target) < file.bytes()) {
      throw new IOException(
          "%s ended after %d of %d bytes".formatted(path, Files.size(target), file.bytes()));
    }
  }

  private static BodyHandler<Long> into(Path target, Path etag, SignedFile file, long start) {
    return info -> {
      boolean goesOn =
          info.statusCode() == PARTIAL
              && start > 0
              && info.headers()
                  .firstValue("Content-Range")
                  .filter(range -> range.startsWith("bytes %d-".formatted(start)))
                  .isPresent();
      if (info.statusCode() != OK && !goesOn) {
        return new CappedBody<>(OutputStream.nullOutputStream(), MAX_REFUSAL_BYTES, () -> 0L);
      }
      try {
        if (!goesOn) {
          remember(etag, info.headers().firstValue("ETag"));
        }
        OutputStream out =
            Files.newOutputStream(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        return new CappedBody<>(out, goesOn ? file.bytes() - start : file.bytes(), () -> 1L);
      } catch (IOException e) {
        return new FailedBody<>(new StorageException(e));
      }
    };
  }

  // A weak one does not vouch for the bytes.
  private static void remember(Path etag, Optional<String> served) throws IOException {
    if (served.isPresent() && served.get().startsWith("\"")) {
      Files.writeString(etag, served.get());
    } else {
      Files.deleteIfExists(etag);
    }
  }

  private static boolean matches(Path target, SignedFile file) throws IOException {
    return Files.size(target) == file.bytes() && Digests.sha256(target).equals(file.sha256());
  }
}
