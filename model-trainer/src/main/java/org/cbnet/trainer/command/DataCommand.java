package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cbnet.inference.dataset.DataSetDownload;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.KnownDataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cbnet data}: finds data sets, or fetches them into the user's cache. */
@Command(
    name = "data",
    description =
        "Finds image data sets, fetches what is missing, and prints where each is. Looks into"
            + " CBNET_DATA_DIR, the user's cache and /usr/share/datasets, then downloads to the cache"
            + " and checks every file's SHA-256.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet data                               Fashion-MNIST",
      "  ./cbnet data mnist fashion-mnist",
      "  ./cbnet data mnist --from https://mirror.example/mnist/"
    })
final class DataCommand implements Callable<Integer> {
  private final DataSetLocator locator;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      defaultValue = "fashion-mnist",
      description = "mnist, fashion-mnist or kmnist (default: ${DEFAULT-VALUE}).")
  private String[] names;

  @Option(
      names = "--from",
      paramLabel = "URI",
      description = "Folder with the official files, for one data set (default: its own site).")
  private URI from;

  DataCommand(DataSetLocator locator) {
    this.locator = locator;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<KnownDataSet> sets =
        Arrays.stream(names)
            .map(name -> Options.find(spec, "NAME", name, KnownDataSet::of))
            .toList();
    checkFrom(sets);
    for (KnownDataSet set : sets) {
      if (locator.findTrain(set).isPresent() && locator.findTest(set).isPresent()) {
        progress(set.id() + ": already there");
      } else {
        fetch(set);
      }
      print(set, "train", locator.findTrain(set));
      print(set, "test", locator.findTest(set));
    }
    return 0;
  }

  private void checkFrom(List<KnownDataSet> sets) {
    if (from == null) {
      return;
    }
    if (sets.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--from holds one data set, %d are named".formatted(sets.size()));
    }
    if (!"http".equals(from.getScheme()) && !"https".equals(from.getScheme())) {
      throw new ParameterException(
          spec.commandLine(), "--from must be an http or https address: " + from);
    }
  }

  private void fetch(KnownDataSet set) throws IOException, InterruptedException {
    DataSetDownload download = new DataSetDownload(locator.cache(), this::progress);
    if (from == null) {
      download.fetch(set);
    } else {
      String base = from.toString();
      download.fetch(set, URI.create(base.endsWith("/") ? base : base + "/"));
    }
  }

  private void print(KnownDataSet set, String split, Optional<Path> folder) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s %s: %s%n", set.id(), split, folder.map(Path::toString).orElse("missing"));
    out.flush();
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
