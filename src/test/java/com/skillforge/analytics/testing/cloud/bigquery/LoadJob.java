package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.testing.cloud.GcsStandIn;
import com.skillforge.analytics.testing.cloud.HttpFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Loads files of JSON lines into a table: all rows or none. */
final class LoadJob {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_ROW_BYTES = 100 * 1024 * 1024;

  private static final Set<String> KNOWN =
      Set.of(
          "sourceUris",
          "destinationTable",
          "schema",
          "writeDisposition",
          "createDisposition",
          "sourceFormat",
          "ignoreUnknownValues",
          "schemaUpdateOptions",
          "useAvroLogicalTypes"); // Beam says it of every load, whatever the format

  private final Database database;
  private final GcsStandIn storage;

  LoadJob(Database database, GcsStandIn storage) {
    this.database = database;
    this.storage = storage;
  }

  /**
   * Runs the job.
   *
   * @param load the {@code configuration.load} of REST
   * @return how many rows were loaded
   * @throws HttpFailure with why nothing was loaded
   */
  long run(JsonNode load) {
    check(load);
    TableId table = TableId.of(load.path("destinationTable"));
    List<Field> fields = database.fields(table);
    List<Field> given = Field.ofSchema(load.path("schema"));
    if (!given.isEmpty() && !new HashSet<>(fields).containsAll(given)) {
      throw new HttpFailure(400, "invalid", "Provided Schema does not match Table " + table);
    }
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode uri : load.path("sourceUris")) {
      read(uri.asText(), fields, rows);
    }
    if (load.path("writeDisposition").asText().equals("WRITE_EMPTY")
        && !database.texts("SELECT 1 FROM " + table.sql() + " LIMIT 1").isEmpty()) {
      throw new HttpFailure(409, "duplicate", "Already Exists: Table " + table);
    }
    database.insert(table, fields, rows);
    return rows.size();
  }

  private static void check(JsonNode load) {
    for (Iterator<String> names = load.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KNOWN.contains(name)) {
        throw new HttpFailure(400, "invalid", "The stand-in does not know load." + name);
      }
    }
    expect(load, "sourceFormat", Set.of("NEWLINE_DELIMITED_JSON"));
    expect(load, "createDisposition", Set.of("CREATE_NEVER"));
    expect(load, "writeDisposition", Set.of("WRITE_APPEND", "WRITE_EMPTY"));
    if (load.path("ignoreUnknownValues").asBoolean(false)) {
      throw new HttpFailure(400, "invalid", "The stand-in ignores no values.");
    }
  }

  private static void expect(JsonNode load, String name, Set<String> known) {
    if (!known.contains(load.path(name).asText())) {
      throw new HttpFailure(
          400,
          "invalid",
          "The stand-in knows load." + name + " " + known + ", not " + load.get(name));
    }
  }

  private void read(String uri, List<Field> fields, List<ObjectNode> rows) {
    String[] lines = new String(unzip(storage.read(uri)), StandardCharsets.UTF_8).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      try {
        if (lines[i].length() > MAX_ROW_BYTES) {
          throw new RowException("Row size is larger than: " + MAX_ROW_BYTES);
        }
        rows.add(Field.check(fields, JSON.readTree(lines[i])));
      } catch (RowException | JsonProcessingException e) {
        throw new HttpFailure(
            400,
            "invalid",
            "Error while reading data, error message: JSON parsing error in row %d of %s: %s"
                .formatted(i, uri, e.getMessage()));
      }
    }
  }

  private static byte[] unzip(byte[] bytes) {
    boolean zipped = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    if (!zipped) {
      return bytes;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
