package com.skillforge.analytics.pipelines.lineage;

import com.skillforge.analytics.options.AllWarehouseOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Snowflake;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The names of data, by OpenLineage's naming conventions; DataHub makes its own of them.
 *
 * @param broker the first of the bootstrap servers, which stands for the cluster
 */
public record DatasetNames(
    String broker, Path localFile, String project, String account, String database) {
  private static final Pattern REMOTE_FILE = Pattern.compile("([a-z][a-z0-9]*://[^/]+)/(.*)");

  /** Those of a deployment. */
  public static DatasetNames of(AllWarehouseOptions options, @Nullable String bootstrapServers) {
    List<String> brokers = Values.list(bootstrapServers);
    return new DatasetNames(
        brokers.isEmpty() ? "unknown" : brokers.get(0),
        Path.of(options.getLocalWarehouse()).toAbsolutePath().normalize(),
        orEmpty(options.as(GcpOptions.class).getProject()),
        orEmpty(options.getSnowflakeAccount()),
        orEmpty(options.getSnowflakeDatabase()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  Dataset topic(String topic) {
    return new Dataset("kafka://" + broker, topic);
  }

  /** The folder of a file: a run may read thousands of files, which come and go. */
  Dataset folder(String file) {
    Matcher remote = REMOTE_FILE.matcher(file);
    if (remote.matches()) {
      int slash = remote.group(2).lastIndexOf('/');
      return new Dataset(remote.group(1), slash < 0 ? "/" : remote.group(2).substring(0, slash));
    }
    Path parent = Path.of(file).toAbsolutePath().normalize().getParent();
    return new Dataset("file", parent == null ? "/" : parent.toString());
  }

  /**
   * A table or view.
   *
   * @param warehouse the name in {@code --warehouses}
   */
  Dataset table(String warehouse, TableName table) {
    Dialect dialect = dialect(warehouse);
    String name =
        (table.schema().isEmpty() ? dialect.defaultSchema() : table.schema()) + "." + table.table();
    return switch (warehouse) {
      case "bigquery" -> new Dataset("bigquery", project + "." + name);
      // Names without quotes are kept in upper case.
      case "snowflake" ->
          new Dataset("snowflake://" + account, (database + "." + name).toUpperCase(Locale.ROOT));
      default -> new Dataset("duckdb://" + localFile, catalog() + "." + name);
    };
  }

  /** How DuckDB calls the file: its name up to the first dot. */
  private String catalog() {
    return String.valueOf(localFile.getFileName()).replaceFirst("\\..*", "");
  }

  static Dialect dialect(String warehouse) {
    return switch (warehouse) {
      case "bigquery" -> BigQuery.SQL;
      case "snowflake" -> Snowflake.SQL;
      default -> DuckDb.SQL;
    };
  }

  /** The names that warehouses have in what sources say of themselves. */
  static List<String> warehouses() {
    return WarehouseKind.labels();
  }
}
