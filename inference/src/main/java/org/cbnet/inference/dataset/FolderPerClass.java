package org.cbnet.inference.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An image set as one sub-folder a class, named as the class, with PNG, JPEG, BMP or PGM files.
 *
 * <p>Images become grey ({@link ImageFile}) and are stretched to the wanted size ({@link
 * GreyImage#resized}). They come in turns, the first of every class, then the second of every
 * class, classes and files sorted by name; so any first part of them holds all classes. A slash in
 * a class name, which no folder can have, is an underscore in the folder's name. What starts with a
 * dot is not looked at.
 */
public final class FolderPerClass {
  // Labels are kept in bytes.
  private static final int MAX_CLASSES = 256;
  private static final String SPLIT = "image";

  private final Path folder;
  private final SortedMap<String, List<Path>> files;

  private FolderPerClass(Path folder, SortedMap<String, List<Path>> files) {
    this.folder = folder;
    this.files = files;
  }

  /** Looks at what is there; no image is read yet. */
  public static FolderPerClass open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ImageFolderException(folder, "is no folder");
    }
    SortedMap<String, List<Path>> files = new TreeMap<>();
    for (Path entry : list(folder)) {
      if (Files.isDirectory(entry)) {
        files.put(
            entry.getFileName().toString(),
            list(entry).stream().filter(ImageFile::isNamedAsImage).toList());
      }
    }
    if (files.size() < 2 || files.size() > MAX_CLASSES) {
      throw new ImageFolderException(
          folder,
          "must have one sub-folder a class, 2 to %d: it has %d"
              .formatted(MAX_CLASSES, files.size()));
    }
    return new FolderPerClass(folder, files);
  }

  /** Names of the sub-folders, sorted. */
  public List<String> classes() {
    return List.copyOf(files.keySet());
  }

  /**
   * Reads every image; those that can't be read are told to the listener and left out.
   *
   * @param dataSet name of the data set
   * @param classes names by label; the folder must have exactly these, in any order
   * @param height rows that images are brought to
   * @param width columns that images are brought to
   * @throws ImageFolderException where the classes are others, or no image can be read
   */
  public LabelledImages load(
      String dataSet, List<String> classes, int height, int width, ImageFolderListener listener)
      throws IOException {
    List<Labelled> turns = turns(labels(classes));
    if ((long) turns.size() * height * width > Integer.MAX_VALUE - 8) {
      throw new ImageFolderException(
          folder,
          "%d images of %d x %d do not fit into memory: split the folder"
              .formatted(turns.size(), height, width));
    }
    byte[] pixels = new byte[turns.size() * height * width];
    byte[] labels = new byte[turns.size()];
    int read = 0;
    for (int i = 0; i < turns.size(); i++) {
      Labelled image = turns.get(i);
      try {
        byte[] resized = ImageFile.read(image.file()).resized(height, width);
        System.arraycopy(resized, 0, pixels, read * height * width, height * width);
        labels[read] = (byte) image.label();
        read++;
      } catch (IOException e) {
        listener.skipped(image.file(), String.valueOf(e.getMessage()));
      }
      listener.progress(i + 1, turns.size());
    }
    if (read == 0) {
      throw new ImageFolderException(
          folder,
          "none of %d files is an image that can be read: put PNG, JPEG, BMP or PGM files into its"
                  .formatted(turns.size())
              + " sub-folders");
    }
    return new LabelledImages(
        dataSet,
        SPLIT,
        origin(read, turns.size()),
        height,
        width,
        Arrays.copyOf(pixels, read * height * width),
        Arrays.copyOf(labels, read));
  }

  private record Labelled(Path file, int label) {}

  private List<Labelled> turns(SortedMap<String, Integer> labels) {
    List<Labelled> turns = new ArrayList<>();
    int longest = files.values().stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (String name : files.keySet()) {
        if (i < files.get(name).size()) {
          turns.add(new Labelled(files.get(name).get(i), labels.get(name)));
        }
      }
    }
    return turns;
  }

  private SortedMap<String, Integer> labels(List<String> classes) throws ImageFolderException {
    SortedMap<String, Integer> labels = new TreeMap<>();
    for (int label = 0; label < classes.size(); label++) {
      labels.put(classes.get(label).replace('/', '_'), label);
    }
    if (labels.size() < classes.size() || !labels.keySet().equals(files.keySet())) {
      throw new ImageFolderException(
          folder,
          "its sub-folders %s are not the classes %s: name one folder as each class"
              .formatted(files.keySet(), classes));
    }
    return labels;
  }

  private String origin(int read, int of) {
    return read == of
        ? folder.toString()
        : String.format(Locale.ROOT, "%s, %,d unreadable files left out", folder, of - read);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }
}
