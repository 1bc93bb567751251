package org.cbnet.experiments.images;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.cbnet.inference.dataset.LabelledImages;

/**
 * Several image sets of one size, one after the other, as a test set that an agent reads like any
 * other: IDX files (Yann LeCun's page of MNIST) below a folder that {@code CBNET_DATA_DIR} names.
 */
public final class ImageFolder {
  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;

  private ImageFolder() {}

  /**
   * Writes the files.
   *
   * @param root gets a folder of the data set's name
   * @return index of each set's first image
   */
  public static List<Integer> write(Path root, List<LabelledImages> sets) throws IOException {
    LabelledImages first = sets.get(0);
    Path folder = Files.createDirectories(root.resolve(first.dataSet()));
    int size = sets.stream().mapToInt(LabelledImages::size).sum();
    List<Integer> starts = new ArrayList<>();
    try (DataOutputStream images = open(folder.resolve("t10k-images-idx3-ubyte.gz"));
        DataOutputStream labels = open(folder.resolve("t10k-labels-idx1-ubyte.gz"))) {
      images.writeInt(IMAGES_MAGIC);
      images.writeInt(size);
      images.writeInt(first.height());
      images.writeInt(first.width());
      labels.writeInt(LABELS_MAGIC);
      labels.writeInt(size);
      int start = 0;
      for (LabelledImages set : sets) {
        images.write(set.pixels());
        labels.write(set.labels());
        starts.add(start);
        start += set.size();
      }
    }
    return starts;
  }

  private static DataOutputStream open(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    return new DataOutputStream(new GZIPOutputStream(out));
  }
}
