package com.skillforge.analytics.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.transforms.parsing.PiiScanner;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that the warehouse keeps to itself holds no raw PII. */
class PiiFilterTest {
  private static final List<String> PIECES =
      List.of(
          "maya",
          "x",
          "_",
          "é",
          "@",
          "%40",
          "\uff20",
          "example",
          ".",
          "org",
          "..",
          "+",
          "%2B",
          "\uff0b",
          "4",
          "41",
          "415",
          "555",
          "0100",
          "4155550100",
          "\uff14\uff11\uff15",
          " ",
          "-",
          "(",
          ")",
          " - ",
          "(0)",
          "\n",
          "\t",
          "/",
          ",",
          "\"",
          "\\",
          "\\u0040",
          "0.1");

  @TempDir Path directory;

  @Test
  void noTextWithRawPiiIsLeftOut() {
    Random random = new Random(41);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = 1 + random.nextInt(9); pieces > 0; pieces--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.toString());
    }

    Set<String> sent = sent(texts);

    assertThat(texts).filteredOn(PiiScanner::containsPii).hasSizeGreaterThan(500).isSubsetOf(sent);
    assertThat(sent).as("it spares something").hasSizeLessThan(texts.size());
  }

  @Test
  void noDocumentWithRawPiiIsLeftOut() {
    Random random = new Random(42);
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("n", 4_155_550_100L).putArray("list").add(text.toString());
      documents.add(random.nextBoolean() ? json.toString() : escaped(json.toString()));
    }

    Set<String> sent = sent(documents);

    assertThat(documents)
        .filteredOn(document -> !StoredText.maskedInJson(document).isEmpty())
        .hasSizeGreaterThan(100)
        .isSubsetOf(sent);
  }

  /** An at sign as what JSON may write for it. */
  private static String escaped(String json) {
    return json.replace("@", "\\u0040");
  }

  private Set<String> sent(List<String> texts) {
    DuckDbWarehouse warehouse = new DuckDbWarehouse(directory.resolve("texts.duckdb"));
    warehouse.execute("CREATE OR REPLACE TABLE texts (n INTEGER, text VARCHAR)");
    warehouse.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO texts VALUES (?, ?)")) {
            for (int i = 0; i < texts.size(); i++) {
              insert.setInt(1, i);
              insert.setString(2, texts.get(i));
              insert.addBatch();
            }
            return insert.executeBatch();
          }
        });
    String sql = "SELECT n FROM texts WHERE " + PiiFilter.condition(DuckDb.SQL, List.of("text"));
    return new HashSet<>(warehouse.query(sql, row -> texts.get(row.integer(0).intValue())));
  }
}
