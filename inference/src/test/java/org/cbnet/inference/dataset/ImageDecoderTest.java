package org.cbnet.inference.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder(10_000);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void readsAsTheFileReaderDoes(String format) throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR}) {
      byte[] bytes = encoded(type, format, 40, 30);
      Path file = Files.write(folder.resolve("a." + format), bytes);

      assertThat(decoder.decode(bytes).pixels()).isEqualTo(ImageFile.read(file).pixels());
      assertThat(decoder.decode(bytes).width()).isEqualTo(40);
    }
  }

  @Test
  void coloursAreTheSameOnTheFastPath() throws IOException {
    BufferedImage fast = noise(BufferedImage.TYPE_3BYTE_BGR, 20, 20);
    BufferedImage slow = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
    slow.setRGB(0, 0, 20, 20, fast.getRGB(0, 0, 20, 20, null, 0, 20), 0, 20);

    assertThat(ImageFile.grey(fast).pixels()).isEqualTo(ImageFile.grey(slow).pixels());
  }

  @Test
  void readsPgm() throws IOException {
    assertThat(decoder.decode(ascii("P5\n2 1\n255\n\n~")).pixels()).containsExactly(10, 126);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void refusesAnImageThatIsCutOffAnywhere(String format) throws IOException {
    byte[] bytes = encoded(BufferedImage.TYPE_3BYTE_BGR, format, 40, 30);

    for (int length = 0; length < bytes.length - 16; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> decoder.decode(cut))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesMorePixelsThanItMay() throws IOException {
    byte[] png = encoded(BufferedImage.TYPE_BYTE_GRAY, "png", 101, 100);

    assertThatThrownBy(() -> decoder.decode(png))
        .hasMessageContaining("100 x 101 is no size of at most 10,000 pixels");
    assertThatThrownBy(() -> decoder.decode(ascii("P5 101 100 255 a")))
        .hasMessageContaining("100 x 101 is no size of at most 10,000 pixels");
  }

  @Test
  void makesNoRoomForPixelsThatCanNotBeThere() {
    ImageDecoder large = new ImageDecoder(Integer.MAX_VALUE);

    assertThatThrownBy(() -> large.decode(ascii("P5 40000 40000 255 abc")))
        .hasMessageContaining("ends before pixel 1599999999");
  }

  @Test
  void refusesTextAndNothing() {
    assertThatThrownBy(() -> decoder.decode(ascii("this is no image")))
        .hasMessageContaining("no PNG, JPEG or PGM image");
    assertThatThrownBy(() -> decoder.decode(new byte[0])).hasMessage("is empty");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] encoded(int type, String format, int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(noise(type, width, height), format, out)).isTrue();
    return out.toByteArray();
  }

  private static BufferedImage noise(int type, int width, int height) {
    Random random = new Random(7);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }
}
