package org.cbnet.inference.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetDownloadTest {
  private static final byte[] DATA = {1, 2, 3, 4, 5};

  @TempDir Path cache;
  private final List<String> progress = new ArrayList<>();
  private HttpServer server;
  private byte[] served;
  private int status = 200;
  private int requests;

  @BeforeEach
  void serve() throws IOException {
    served = gzip(DATA);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests++;
          exchange.sendResponseHeaders(status, served.length);
          exchange.getResponseBody().write(served);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void keepsAFileWhoseUnpackedDataHasTheChecksum() throws Exception {
    fetch(sha256(DATA));

    assertThat(cache.resolve("images.gz")).hasBinaryContent(served);
    assertThat(progress).singleElement().asString().startsWith("fetching http://");
  }

  @Test
  void checksThePackedFileWhereOnlyItsSumIsPublished() throws Exception {
    fetch(KnownDataSet.PACKED + sha256(served));

    assertThat(cache.resolve("images.gz")).exists();
  }

  @Test
  void keepsNothingWithAnotherChecksum() throws Exception {
    String other = sha256(new byte[] {9});

    assertThatThrownBy(() -> fetch(other)).hasMessageContainingAll(sha256(DATA), other, "not kept");
    assertNothingKept();
  }

  @Test
  void keepsNothingThatTheServerRefuses() throws Exception {
    status = 404;

    assertThatThrownBy(() -> fetch(sha256(DATA))).hasMessageContaining("answered 404");
    assertNothingKept();
  }

  @Test
  void keepsNothingThatIsCutOff() throws Exception {
    served = Arrays.copyOf(served, served.length - 9);

    assertThatThrownBy(() -> fetch(sha256(DATA)))
        .hasMessageContainingAll("images.gz", "no whole gzip file");
    assertNothingKept();
  }

  @Test
  void saysWhoDoesNotAnswer() throws Exception {
    server.stop(0);

    assertThatThrownBy(() -> fetch(sha256(DATA)))
        .hasMessageContainingAll("can't fetch http://", "images.gz", "ConnectException");
    assertNothingKept();
  }

  @Test
  void fetchesOnlyWhatIsMissing() throws Exception {
    Path folder = Files.createDirectories(cache.resolve("mnist"));
    for (DataSetFile file : DataSetFile.values()) {
      Files.write(folder.resolve(file.fileName()), served);
    }

    Path found = new DataSetDownload(cache, progress::add).fetch(KnownDataSet.MNIST, base());

    assertThat(found).isEqualTo(folder);
    assertThat(requests).isZero();
    assertThat(progress).hasSize(4).allMatch(line -> line.endsWith("already there"));
  }

  private void fetch(String expected) throws IOException, InterruptedException {
    new DataSetDownload(cache, progress::add)
        .fetchFile(base().resolve("images.gz"), expected, cache.resolve("images.gz"));
  }

  private URI base() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  private void assertNothingKept() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).isEmpty();
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
