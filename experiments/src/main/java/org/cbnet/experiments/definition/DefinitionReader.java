package org.cbnet.experiments.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a definition from a YAML file and refuses what can't be run, before anything starts.
 *
 * <p>A file is looked at in three steps, and each tells everything that it finds: whether it is
 * YAML, whether keys and values are those of the schema, and whether what it asks for exists and
 * can be combined. A bundle is loaded with every hash checked, and no graph of it is opened.
 *
 * <p>The format is described in {@code docs/experiments-format.md}. May be used by any thread.
 */
public final class DefinitionReader {
  private static final int LARGEST_BYTES = 256 * 1024;

  private final DefinitionSchema schema = new DefinitionSchema();
  private final Bundles bundles;

  /**
   * @param models folder of the trained bundles, with a folder for each data set
   */
  public DefinitionReader(Path models) {
    this.bundles = new Bundles(models);
  }

  /**
   * Reads one definition.
   *
   * @throws DefinitionException where it can't be run, with everything that the last step found
   */
  public Definition read(Path yaml) throws DefinitionException {
    Problems problems = new Problems(yaml.toString());
    String text = text(yaml, problems);
    problems.throwIfAny();
    Optional<JsonNode> tree = new YamlReader(problems).read(text);
    problems.throwIfAny();
    schema.check(tree.orElseThrow(), problems);
    problems.throwIfAny();
    Entry top = Entry.top(schema.withDefaults(tree.orElseThrow()));
    Definition definition = new DefinitionAssembly(bundles, problems).assemble(top);
    problems.throwIfAny();
    return definition;
  }

  private static String text(Path yaml, Problems problems) {
    try {
      if (Files.size(yaml) > LARGEST_BYTES) {
        problems.refuse(
            1, "is larger than %,d bytes".formatted(LARGEST_BYTES), "name a definition");
        return "";
      }
      return Files.readString(yaml);
    } catch (NoSuchFileException e) {
      problems.refuse(1, "there is no such file", "ready-made ones are in experiments/definitions");
    } catch (CharacterCodingException e) {
      problems.refuse(1, "is not in UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      problems.refuse(1, "can't be read", "name a file that can: " + e.getMessage());
    }
    return "";
  }
}
