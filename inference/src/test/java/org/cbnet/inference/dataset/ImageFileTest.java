package org.cbnet.inference.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"png, 0", "bmp, 0", "jpg, 3"})
  void readsGreyAsStored(String format, int tolerance) throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    fill(image.getRaster(), 0, 128);

    // Read as light, 128 would come out as 188.
    assertThat(firstPixel(write(image, format))).isCloseTo(128, within(tolerance));
  }

  @Test
  void readsSixteenBitsGrey() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    fill(image.getRaster(), 0, 200 * 257);

    assertThat(firstPixel(write(image, "png"))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"255, 0, 0, 76", "0, 255, 0, 150", "0, 0, 255, 29", "77, 77, 77, 77"})
  void coloursBecomeLuma(int red, int green, int blue, int grey) throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, new Color(red, green, blue).getRGB());

    assertThat(firstPixel(write(image, "png"))).isEqualTo(grey);
  }

  @Test
  void transparentColoursLieOverBlack() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, new Color(200, 200, 200, 51).getRGB());

    assertThat(firstPixel(write(image, "png"))).isEqualTo(40);
  }

  @Test
  void transparentGreyLiesOverBlack() throws IOException {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(2, 2);
    fill(raster, 0, 200);
    fill(raster, 1, 51);

    assertThat(firstPixel(write(new BufferedImage(model, raster, false, null), "png")))
        .isEqualTo(40);
  }

  @Test
  void readsBlackAndWhite() throws IOException {
    BufferedImage image = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
    image.setRGB(0, 0, Color.WHITE.getRGB());

    GreyImage grey = ImageFile.read(write(image, "png"));

    assertThat(grey.pixels()[0] & 0xff).isEqualTo(255);
    assertThat(grey.pixels()[1]).isZero();
    assertThat(grey.width()).isEqualTo(9);
    assertThat(grey.height()).isEqualTo(2);
  }

  @Test
  void readsPlainPgmWithComments() throws IOException {
    Path file = write("a.pgm", "P2 # plain\n# by hand\n3 1\n15\n0 5\n15\n");

    assertThat(ImageFile.read(file).pixels()).containsExactly(0, 85, 255);
  }

  @Test
  void readsBinaryPgm() throws IOException {
    // The first pixel is a line feed: only one white-space character belongs to the header.
    Path file = write("a.PGM", "P5\n2 1\n255\n\n~");

    assertThat(ImageFile.read(file).pixels()).containsExactly(10, 126);
  }

  @Test
  void readsBinaryPgmOfSixteenBits() throws IOException {
    Path file =
        Files.write(
            folder.resolve("a.pgm"),
            new byte[] {'P', '5', ' ', '1', ' ', '1', ' ', '1', '0', '0', '0', ' ', 1, (byte) 244});

    // 500 of 1000.
    assertThat(ImageFile.read(file).pixels()).containsExactly((byte) 128);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P6 1 1 255 abc | must start with P5 or P2",
        "P5 2 2 255 abc | ends before pixel 3",
        "P2 2 1 255 7 | no number for pixel 1",
        "P2 1 1 9 10 | pixel 0 is 10, above maxval 9",
        "P2 1 1 0 0 | maxval must be 1 to 65535: 0",
        "P5 0 4 255 a | 4 x 0 is no size",
        "P5 20000 20000 255 a | 20000 x 20000 is no size of at most 50,000,000 pixels",
        "P5 99999999999 1 255 a | width is too large",
        "P5 -1 1 255 a | no number for width",
        "P5 | no number for width"
      })
  void namesWhatIsWrongWithAPgm(String content, String problem) throws IOException {
    Path file = write("bad.pgm", content);

    assertThatThrownBy(() -> ImageFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void refusesAHugeImageBeforeItsPixelsAreRead() throws IOException {
    byte[] png =
        Files.readAllBytes(write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png"));
    // Width and height stand after signature, length and name of the first chunk.
    png[16] = 0x01;
    png[20] = 0x01;
    Path file = Files.write(folder.resolve("huge.png"), png);

    assertThatThrownBy(() -> ImageFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("16777218 x 16777218 is no size of at most 50,000,000 pixels");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 30, 60})
  void refusesWhatIsCutOff(int bytes) throws IOException {
    BufferedImage image = new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB);
    byte[] png = Files.readAllBytes(write(image, "png"));
    Path file = Files.write(folder.resolve("cut.png"), Arrays.copyOf(png, bytes));

    assertThatThrownBy(() -> ImageFile.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesTextNamedAsAnImage() throws IOException {
    Path file = write("note.png", "this is no image");

    assertThatThrownBy(() -> ImageFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no PNG, JPEG or BMP image");
  }

  private int firstPixel(Path file) throws IOException {
    return ImageFile.read(file).pixels()[0] & 0xff;
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = folder.resolve("image." + format);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
  }

  private static void fill(WritableRaster raster, int band, int value) {
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        raster.setSample(x, y, band, value);
      }
    }
  }
}
