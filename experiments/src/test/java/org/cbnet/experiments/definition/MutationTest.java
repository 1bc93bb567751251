package org.cbnet.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a file, it is a definition or refused with lines. */
class MutationTest {
  private static final int MUTATIONS = 200;
  private static final String TROUBLE =
      ":-?[]{},#&*!|>'\"%@`~\\ \t\n\r\0\u0007\u0085\u2028\ufeff09";
  private static final List<String> VALUES =
      List.of(
          "null",
          "~",
          "true",
          "-1",
          "0",
          "1e3",
          "1e999",
          ".nan",
          "1.5",
          "99999999999999999999",
          "[]",
          "{}",
          "[1, [2]]",
          "{a: b}",
          "\"\"",
          "'",
          "!!binary x",
          "&a x",
          "*a",
          "<<",
          "|",
          ">-",
          "../x",
          "cbnet",
          "kmnist",
          "lan",
          "a\"b");

  @TempDir private Path folder;

  @Test
  void isADefinitionOrRefusedWithLines() throws IOException {
    String smoke = Files.readString(Path.of("definitions/smoke.yaml"));
    DefinitionReader reader = new DefinitionReader(TestDefinitions.MODELS);
    int read = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String text = smoke;
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        text = mutated(text, random);
      }
      read += isRead(reader, text, seed) ? 1 : 0;
    }

    assertThat(read).as("mutations that are definitions still").isBetween(1, MUTATIONS - 50);
  }

  private boolean isRead(DefinitionReader reader, String text, int seed) throws IOException {
    Path file = TestDefinitions.file(folder, text);
    Pattern line = Pattern.compile(Pattern.quote(file.toString()) + ":[1-9][0-9]*: \\S[^\n]*; .+");
    try {
      Definition definition = reader.read(file);
      Path written = folder.resolve("written.yaml");
      DefinitionWriter.write(definition, written);
      assertThat(reader.read(written)).as("seed %d", seed).isEqualTo(definition);
      return true;
    } catch (DefinitionException e) {
      assertThat(e.problems()).as("seed %d", seed).isNotEmpty().allMatch(line.asMatchPredicate());
      return false;
    }
  }

  private static String mutated(String text, SplittableRandom random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(7)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size()), line);
      case 2 -> lines.set(at, " ".repeat(random.nextInt(5)) + line.strip());
      case 3 -> lines.set(at, withTrouble(line, random));
      case 4 -> lines.set(at, withoutLetter(line, random));
      case 5 -> lines.set(at, line.replaceFirst("(:|-) .*", "$1 " + quoted(random)));
      default -> lines.subList(at, lines.size()).clear();
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static String quoted(SplittableRandom random) {
    return Matcher.quoteReplacement(VALUES.get(random.nextInt(VALUES.size())));
  }

  private static String withTrouble(String line, SplittableRandom random) {
    int at = random.nextInt(line.length() + 1);
    char trouble = TROUBLE.charAt(random.nextInt(TROUBLE.length()));
    return line.substring(0, at) + trouble + line.substring(at);
  }

  private static String withoutLetter(String line, SplittableRandom random) {
    if (line.isEmpty()) {
      return line;
    }
    int at = random.nextInt(line.length());
    return line.substring(0, at) + line.substring(at + 1);
  }
}
