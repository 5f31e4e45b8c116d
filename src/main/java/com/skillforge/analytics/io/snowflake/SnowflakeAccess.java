package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Snowflake;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Tries what a run needs: that tables and views are there, and that a row can be staged, loaded
 * with the same statement as SnowflakeIO's, and removed.
 */
final class SnowflakeAccess {
  private final SnowflakeWarehouse warehouse;
  private final WarehouseSchema schema;
  private final String stagingBucket;
  private final String integration;

  SnowflakeAccess(
      SnowflakeWarehouse warehouse, TrackingPlan plan, String stagingBucket, String integration) {
    this.warehouse = warehouse;
    this.schema = WarehouseSchema.of(Snowflake.SQL, plan);
    this.stagingBucket = stagingBucket;
    this.integration = integration;
  }

  /**
   * What is missing, one sentence each.
   *
   * @throws WarehouseException when Snowflake cannot be asked at all
   */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    missing().ifPresent(problems::add);
    String id = "check_" + UUID.randomUUID().toString().replace("-", "");
    try {
      warehouse.prepareStaging(id, List.of());
      try {
        staging(id).ifPresent(problems::add);
      } finally {
        warehouse.dropStaging(id, List.of());
      }
    } catch (WarehouseException e) {
      problems.add("The role cannot make a table in the schema staging: " + e.getMessage());
    }
    return problems;
  }

  private Optional<String> missing() {
    Set<String> there = new HashSet<>();
    for (List<String> name :
        warehouse.query(
            "SELECT table_schema, table_name FROM information_schema.tables",
            row -> List.of(String.valueOf(row.text(0)), String.valueOf(row.text(1))))) {
      there.add(String.join(".", name).toLowerCase(Locale.ROOT));
    }
    Set<String> missing = new TreeSet<>();
    Stream.concat(
            schema.tables().stream().map(table -> table.name()),
            schema.views().stream().map(view -> view.name()))
        .forEach(name -> missing.add(qualified(name)));
    missing.removeAll(there);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The database lacks "
                + String.join(", ", missing)
                + ", or the role may not use them; create them with scripts/apply-ddl.sh"
                + " --warehouse=snowflake.");
  }

  private String qualified(TableName name) {
    String own = name.schema().isEmpty() ? schema.dialect().defaultSchema() : name.schema();
    return own + "." + name.table();
  }

  private Optional<String> staging(String id) {
    String folder = stagingBucket + id + "/";
    ResourceId file = FileSystems.matchNewResource(folder + "row.csv.gz", false);
    try {
      write(file);
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          "Nothing can be written to " + stagingBucket + "; check the bucket and its rights.");
    }
    try {
      warehouse.execute(
          "COPY INTO %s.%s FROM '%s' FILES=('row.csv.gz') FILE_FORMAT=(TYPE=CSV FIELD_OPTIONALLY_ENCLOSED_BY='0x27' COMPRESSION=GZIP) STORAGE_INTEGRATION=%s"
              .formatted(
                  SnowflakeWarehouse.STAGING,
                  SnowflakeWarehouse.stagingTable(id),
                  folder.replace("gs://", "gcs://"),
                  integration));
      return Optional.empty();
    } catch (WarehouseException e) {
      return Optional.of(
          "Snowflake cannot load from "
              + stagingBucket
              + " through the storage integration "
              + integration
              + ": allow it this location, and its service account to read the bucket. "
              + e.getMessage());
    } finally {
      delete(file);
    }
  }

  private static void write(ResourceId file) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(
            Channels.newOutputStream(FileSystems.create(file, "application/octet-stream")))) {
      out.write("'check','e30='\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void delete(ResourceId file) {
    try {
      FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException e) {
      throw new WarehouseException(
          "Nothing can be deleted in the staging bucket; the job's account needs the right to.", e);
    }
  }
}
