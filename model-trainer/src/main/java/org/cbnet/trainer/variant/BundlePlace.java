package org.cbnet.trainer.variant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.trainer.bundle.PendingFolder;
import org.cbnet.trainer.bundle.TrainedForm;

/**
 * A bundle's folder: the form that agents run, and in {@code master/} the form that was trained or
 * imported, where the two differ.
 */
final class BundlePlace {
  /** Subfolder of the form that variants are made from. */
  static final String MASTER = TrainedForm.MASTER;

  /** The figures of all variants. */
  static final String FIGURES = "variants.json";

  private final Path folder;

  BundlePlace(Path folder) {
    this.folder = folder;
  }

  /** The form that was trained or imported. */
  ModelBundle master() throws IOException {
    return TrainedForm.load(folder);
  }

  /**
   * Puts a form into the place, with all else that lay there. A process that is told to end
   * meanwhile ends afterwards, so that no half a folder is left.
   *
   * @param chosen what agents run from now on; the master itself where nothing else is better
   */
  void install(ModelBundle master, ModelBundle chosen, List<VariantFigures> figures)
      throws IOException {
    Lock busy = new ReentrantLock();
    busy.lock();
    try {
      ExitHook hook = ExitHook.running(busy::lock);
      try {
        replace(master, chosen, figures);
      } finally {
        hook.remove();
      }
    } finally {
      busy.unlock();
    }
  }

  private void replace(ModelBundle master, ModelBundle chosen, List<VariantFigures> figures)
      throws IOException {
    try (PendingFolder pending = PendingFolder.beside(folder)) {
      copyOthers(master, pending.folder());
      copyBundle(chosen, pending.folder());
      if (!chosen.hash().equals(master.hash())) {
        copyBundle(master, Files.createDirectory(pending.folder().resolve(MASTER)));
      }
      Files.writeString(
          pending.folder().resolve(FIGURES),
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(figures)
              + "\n");
      pending.moveTo(folder);
    }
  }

  private static void copyBundle(ModelBundle bundle, Path to) throws IOException {
    Files.copy(bundle.folder().resolve(ModelBundle.MANIFEST), to.resolve(ModelBundle.MANIFEST));
    for (ModelFile model : bundle.manifest().models()) {
      Files.copy(bundle.folder().resolve(model.file()), to.resolve(model.file()));
    }
  }

  // Curves, cards and the like; not what a bundle itself consists of.
  private void copyOthers(ModelBundle master, Path to) throws IOException {
    Set<Path> known = new HashSet<>(Set.of(folder.resolve(FIGURES)));
    for (ModelBundle bundle : List.of(master, ModelBundle.load(folder))) {
      known.add(folder.resolve(ModelBundle.MANIFEST));
      bundle.manifest().models().forEach(model -> known.add(folder.resolve(model.file())));
    }
    List<Path> others;
    try (Stream<Path> all = Files.walk(folder)) {
      others =
          all.filter(path -> !path.equals(folder) && !known.contains(path))
              .filter(path -> !path.startsWith(folder.resolve(MASTER)))
              .sorted()
              .toList();
    }
    for (Path other : others) {
      // Folders come before what is in them.
      Files.copy(other, to.resolve(folder.relativize(other).toString()));
    }
  }
}
