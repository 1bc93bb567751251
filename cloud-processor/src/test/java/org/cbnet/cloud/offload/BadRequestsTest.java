package org.cbnet.cloud.offload;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.cbnet.inference.Frame;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.partition.Cut;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException.Reason;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.cbnet.schemas.record.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that can't be computed: each has its reply, its counter and its letter. */
class BadRequestsTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Mailbox mailbox = new Mailbox();
  private final KeptLetters letters = new KeptLetters();
  private TestDevice device;
  private OffloadService service;
  private Frame frame;

  @BeforeEach
  void start() throws Exception {
    device = new TestDevice("fashion-mnist/lenet");
    var config = OffloadServiceTest.config(32, 100);
    service =
        new OffloadService(config, BundleFolders.open(config.bundles()), letters, System::nanoTime);
    frame = DataSets.sample().frame(0);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    device.close();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("unknown-bundle", "bundle", "no bundle", r -> r.setBundleHash("00")),
        mistake("unknown-bundle", "bundle", "no bundle", r -> r.setBundleHash("0".repeat(50_000))),
        mistake("unknown-bundle", "cut", "has no cut '9:x'", r -> r.setCut("9:x")),
        mistake("unknown-bundle", "cut", "256", r -> r.setCut("9".repeat(50_000))),
        mistake("unknown-bundle", "cut", "nothing for the cloud", r -> r.setCut("4:output")),
        mistake("failed", "reply-partition", "replyPartition", r -> r.setReplyPartition(7)),
        mistake("failed", "tensor-names", "trunk.1.out", r -> r.setTensors(List.of())),
        mistake("failed", "tensor-names", "trunk.1.out", r -> first(r).setName("other")),
        mistake(
            "failed",
            "tensor-names",
            "trunk.1.out",
            r -> r.setTensors(List.of(first(r), first(r)))),
        mistake("failed", "tensor-shape", "[1, 5, 15, 15]", r -> first(r).setShape(List.of(1, 5))),
        mistake("failed", "tensor-shape", "shape", r -> first(r).setShape(List.of(2, 5, 15, 15))),
        mistake("failed", "tensor-values", "bytes", r -> values(r, "raw", new byte[4_496])),
        mistake("failed", "tensor-values", "unknown compression", r -> first(r).setEncoding("gz")),
        mistake("failed", "tensor-values", "precision", r -> first(r).setElementType("int64")),
        mistake("failed", "tensor-values", "lz4", r -> values(r, "lz4", new byte[] {-1, -1, -1})),
        mistake(
            "failed",
            "tensor-values",
            "zstd",
            r -> values(r, "zstd", Zstd.compress(new byte[100_000_000]))),
        mistake("failed", "tensor-values", "NaN", r -> values(r, "raw", repeated(Float.NaN))),
        mistake(
            "failed",
            "tensor-values",
            "Infinity",
            r -> values(r, "raw", repeated(Float.POSITIVE_INFINITY))),
        mistake("failed", "not-finite", "no numbers", r -> values(r, "raw", repeated(3e38f))),
        mistake(
            "failed",
            "tensor-values",
            "scale",
            r -> {
              first(r).setElementType("uint8");
              first(r).setScale(null);
            }));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isRefusedWithItsReason(
      String status, String reason, String message, Consumer<OffloadRequest> mistake)
      throws Exception {
    OffloadRequest request = device.request(device.cuts().get(1), frame, LONG);
    mistake.accept(request);

    service.submit(mailbox.arrival(request, System.nanoTime()));

    OffloadReply reply = mailbox.await();
    assertThat(reply.getStatus()).isEqualTo(status);
    assertThat(reply.getReason()).contains(message).hasSizeLessThan(500);
    assertThat(reply.getPredictedLabel()).isNull();
    assertThat(letters.reasons()).containsExactly(reason);
    assertThat(service.reasons()).containsOnlyKeys(reason);
    assertThat(service.totals().holds()).isTrue();
    assertThat(service.totals().answered() + service.totals().open()).isZero();
  }

  @Test
  void oneThatIsBadSpoilsNoneThatRunsWithIt() throws Exception {
    Cut cut = device.cuts().get(1);
    for (int i = 0; i < 6; i++) {
      OffloadRequest request = device.request(cut, frame, LONG);
      if (i % 2 == 0) {
        request.setRequestId("bad-" + i);
        values(request, "raw", repeated(i == 0 ? Float.NaN : 3e38f));
      }
      service.submit(mailbox.arrival(request, System.nanoTime()));
    }

    for (int i = 0; i < 6; i++) {
      OffloadReply reply = mailbox.await();
      boolean bad = reply.getRequestId().startsWith("bad-");
      assertThat(reply.getStatus()).isEqualTo(bad ? "failed" : "ok");
      if (!bad) {
        assertThat(reply.getPredictedLabel()).isEqualTo(device.expected(frame).label());
      }
    }
  }

  @Test
  void whatIsNoRequestIsCountedAndKept() throws Exception {
    byte[] whole =
        AvroCodec.of(OffloadRequest.class)
            .encode(device.request(device.cuts().get(1), frame, LONG));
    byte[] cutOff = Arrays.copyOf(whole, whole.length / 2);

    service.submit(mailbox.arrival(new byte[] {1, 2, 3}, 0));
    service.submit(mailbox.arrival(cutOff, 0));
    service.submit(mailbox.arrival(new byte[AvroCodec.MAX_BYTES + 1], 0));
    service.submit(mailbox.arrival((byte[]) null, 0));

    assertThat(mailbox.awaitUndecodable()).isEqualTo(Reason.NOT_SINGLE_OBJECT);
    assertThat(mailbox.awaitUndecodable()).isEqualTo(Reason.TRUNCATED);
    assertThat(mailbox.awaitUndecodable()).isEqualTo(Reason.OVERSIZED);
    assertThat(mailbox.awaitUndecodable()).isEqualTo(Reason.EMPTY);
    assertThat(mailbox.isEmpty()).isTrue();
    assertThat(letters.reasons())
        .containsExactly("not_single_object", "truncated", "oversized", "empty");
    assertThat(service.totals()).isEqualTo(new OffloadTotals(4, 4, 0, 0, 0, 0, 0));
  }

  @Test
  void anImageComesAsPngOrPlain() throws Exception {
    Cut input = device.cuts().get(0);
    for (String encoding : List.of("png", "raw", "zstd")) {
      OffloadRequest request = device.request(input, frame, LONG);
      request.setTensors(List.of(image(encoding, 28)));
      service.submit(mailbox.arrival(request, System.nanoTime()));

      OffloadReply reply = mailbox.await();
      assertThat(reply.getStatus()).as("%s %s", encoding, reply.getReason()).isEqualTo("ok");
      assertThat(reply.getPredictedLabel()).isEqualTo(device.expected(frame).label());
      assertThat(reply.getConfidence()).isEqualTo(device.expected(frame).confidence());
    }
  }

  @Test
  void anImageOfAnotherSizeIsRefused() throws Exception {
    for (int size : new int[] {27, 29}) {
      OffloadRequest request = device.request(device.cuts().get(0), frame, LONG);
      request.setTensors(List.of(image("png", size)));
      service.submit(mailbox.arrival(request, System.nanoTime()));

      assertThat(mailbox.await().getStatus()).isEqualTo("failed");
    }
  }

  private Tensor image(String encoding, int size) throws Exception {
    byte[] data =
        switch (encoding) {
          case "png" -> png(size);
          case "zstd" -> Zstd.compress(frame.pixels());
          default -> frame.pixels();
        };
    return TestDevice.tensor("image", "uint8", List.of(1, 1, 28, 28), encoding, null, null, data);
  }

  private byte[] png(int size) throws Exception {
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < Math.min(size, 28); y++) {
      for (int x = 0; x < Math.min(size, 28); x++) {
        picture.getRaster().setSample(x, y, 0, frame.pixels()[y * 28 + x] & 0xff);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    return out.toByteArray();
  }

  private static Arguments mistake(
      String status, String reason, String message, Consumer<OffloadRequest> mistake) {
    return Arguments.of(status, reason, message, mistake);
  }

  private static Tensor first(OffloadRequest request) {
    return request.getTensors().get(0);
  }

  private static void values(OffloadRequest request, String encoding, byte[] data) {
    first(request).setEncoding(encoding);
    first(request).setData(ByteBuffer.wrap(data));
  }

  private static byte[] repeated(float value) {
    ByteBuffer bytes = ByteBuffer.allocate(5 * 15 * 15 * 4).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
