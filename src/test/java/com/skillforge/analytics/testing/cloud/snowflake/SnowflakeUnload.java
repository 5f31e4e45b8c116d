package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Unload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * COPY INTO a location: the rows of a query in compressed files of CSV, several of them, none when
 * there is no row. Texts are enclosed, null is {@code \N}.
 */
final class SnowflakeUnload {
  private static final int ROWS_OF_A_FILE = 500;

  private SnowflakeUnload() {}

  /** Reads the statement from behind its first two words. */
  static Unload parse(SqlCursor cursor) {
    String location = cursor.string();
    cursor.expect("FROM");
    String query = SnowflakeExpressions.duckDb(cursor.group());
    Map<String, List<SqlToken>> options = SnowflakeCopy.options(cursor);
    Map<String, List<SqlToken>> format =
        SnowflakeCopy.options(new SqlCursor(options.getOrDefault("FILE_FORMAT", List.of())));
    boolean known =
        Set.of("STORAGE_INTEGRATION", "FILE_FORMAT").equals(options.keySet())
            && Set.of("TYPE", "COMPRESSION", "FIELD_OPTIONALLY_ENCLOSED_BY").equals(format.keySet())
            && SnowflakeCopy.text(format, "TYPE").equals("CSV")
            && SnowflakeCopy.text(format, "COMPRESSION").equals("GZIP");
    if (!known) {
      throw SnowflakeError.compilation("the stand-in unloads compressed CSV only");
    }
    return new Unload(location, query, SnowflakeCopy.enclosure(format));
  }

  /** Carries it out. */
  static SnowflakeResult run(
      Connection connection, String sql, Unload unload, SnowflakeStorage storage)
      throws SQLException {
    StringBuilder csv = new StringBuilder();
    long rows = 0;
    int files = 0;
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      int width = results.getMetaData().getColumnCount();
      while (results.next()) {
        for (int i = 1; i <= width; i++) {
          csv.append(i > 1 ? "," : "").append(field(results.getString(i), unload.enclosure()));
        }
        csv.append('\n');
        rows++;
        if (rows % ROWS_OF_A_FILE == 0) {
          write(storage, unload.location(), files++, csv);
        }
      }
    }
    if (!csv.isEmpty()) {
      write(storage, unload.location(), files, csv);
    }
    return SnowflakeResult.text(
        SnowflakeResult.COPY,
        List.of("rows_unloaded", "input_bytes", "output_bytes"),
        List.of(List.of(String.valueOf(rows), "0", "0")));
  }

  private static String field(String value, char enclosure) {
    if (value == null) {
      return "\\N";
    }
    String sign = String.valueOf(enclosure);
    return sign + value.replace(sign, sign + sign) + sign;
  }

  private static void write(
      SnowflakeStorage storage, String location, int number, StringBuilder csv) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    storage.write(location + "data_0_" + number + "_0.csv.gz", bytes.toByteArray());
    csv.setLength(0);
  }
}
