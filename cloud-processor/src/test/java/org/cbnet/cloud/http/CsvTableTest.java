package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  private static final CsvTable TABLE = CsvTable.of(Answer.class, "rows");

  record Answer(List<Row> rows) {}

  record Row(
      String name,
      @JsonProperty("final") boolean isFinal,
      Inner inner,
      Map<String, Long> exits,
      List<String> tags) {}

  record Inner(Double low, long count) {}

  @Test
  void makesColumnsOfFieldsOfFieldsAndOfKeys() {
    assertThat(
            csv(
                new Row("a", true, new Inner(-0.5, 2), Map.of("exit1", 3L), List.of("x", "y")),
                new Row("b", false, null, Map.of("end", 4L), List.of())))
        .isEqualTo(
            """
            name,final,inner.low,inner.count,exits.end,exits.exit1,tags
            a,true,-0.5,2,,3,x;y
            b,false,,,4,,
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void leavesNoFormulaAndNoLooseQuote() {
    assertThat(names("=1+1", "-2", "-2+3", "@x", "+1e3", "a,b", "say \"x\"", "two\nlines", "\t=1"))
        .containsExactly(
            "'=1+1",
            "-2",
            "'-2+3",
            "'@x",
            "+1e3",
            "\"a,b\"",
            "\"say \"\"x\"\"\"",
            "\"two\nlines\"",
            "'\t=1");
  }

  @Test
  void hasAHeaderWithoutRows() {
    assertThat(csv()).isEqualTo("name,final,inner.low,inner.count,tags\r\n");
  }

  private static List<String> names(String... names) {
    return List.of(names).stream()
        .map(name -> csv(new Row(name, true, null, Map.of(), List.of())))
        .map(text -> text.substring(text.indexOf("\r\n") + 2, text.lastIndexOf(",true")))
        .toList();
  }

  private static String csv(Row... rows) {
    byte[] text =
        TABLE.write(Answers.MAPPER.<com.fasterxml.jackson.databind.JsonNode>valueToTree(rows));
    return new String(text, StandardCharsets.UTF_8);
  }
}
