package org.cbnet.inference.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Fetches a data set's official files into a cache folder.
 *
 * <p>A file appears under its name only after its checksum agreed, so an interrupted or tampered
 * download leaves nothing that could be taken for data.
 */
public final class DataSetDownload {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration FILE_TIMEOUT = Duration.ofMinutes(10);

  private final Path cache;
  private final Consumer<String> progress;
  private final HttpClient http;

  /**
   * @param cache folder that gets one sub-folder a data set
   * @param progress told one line a file
   */
  public DataSetDownload(Path cache, Consumer<String> progress) {
    this.cache = cache;
    this.progress = progress;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** Fetches what is missing of a data set from its official place; returns its folder. */
  public Path fetch(KnownDataSet set) throws IOException, InterruptedException {
    return fetch(set, URI.create(set.downloadBase()));
  }

  /** Fetches from another place that holds the same files, a mirror for example. */
  public Path fetch(KnownDataSet set, URI base) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(cache.resolve(set.id()));
    for (DataSetFile file : DataSetFile.values()) {
      Path target = folder.resolve(file.fileName());
      if (Files.exists(target)) {
        progress.accept(target + ": already there");
      } else {
        fetchFile(base.resolve(file.fileName()), set.sha256(file), target);
      }
    }
    return folder;
  }

  /** Fetches one file; {@code expected} as {@link KnownDataSet#sha256} gives it. */
  void fetchFile(URI from, String expected, Path target) throws IOException, InterruptedException {
    progress.accept("fetching " + from);
    Path part = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
    try {
      HttpRequest request = HttpRequest.newBuilder(from).timeout(FILE_TIMEOUT).build();
      HttpResponse<Path> response = send(request, part);
      if (response.statusCode() != 200) {
        throw new IOException(
            "%s answered %d: try again, or put the file into %s yourself"
                .formatted(from, response.statusCode(), target.getParent()));
      }
      String found = sha256(from, part, expected.startsWith(KnownDataSet.PACKED));
      if (!expected.endsWith(found)) {
        throw new IOException(
            "%s has SHA-256 %s, expected %s: not kept".formatted(from, found, expected));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private HttpResponse<Path> send(HttpRequest request, Path part)
      throws IOException, InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofFile(part));
    } catch (IOException e) {
      // The client's own message is empty where nothing answers.
      throw new IOException(
          "can't fetch %s (%s): try again, or from another place with --from"
              .formatted(request.uri(), e),
          e);
    }
  }

  private static String sha256(URI from, Path file, boolean packed) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream data = packed ? raw : new GZIPInputStream(raw);
        InputStream in = new DigestInputStream(data, digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (ZipException | EOFException e) {
      throw new IOException(
          "%s is no whole gzip file (%s): not kept".formatted(from, e.getMessage()), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
