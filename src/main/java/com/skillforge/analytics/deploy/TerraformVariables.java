package com.skillforge.analytics.deploy;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.sql.Schema;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What Terraform need not be told twice: values of variables that follow from what the project
 * declares anyway. Terraform reads files of such names by itself.
 */
public final class TerraformVariables {
  /** In {@code templates/schedule}. */
  public static final String SCHEDULES = "schedules.auto.tfvars.json";

  /** In {@code templates/terraform}. */
  public static final String DATASETS = "datasets.auto.tfvars.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private TerraformVariables() {}

  /**
   * The content of {@link #SCHEDULES}: when each pipeline runs, and on which workers.
   *
   * @param home the project's folder
   */
  public static String schedules(Path home) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode schedules = root.putObject("schedules");
    for (PipelineFolder folder : PipelineFolder.all(home)) {
      WorkerSettings workers = WorkerSettings.of(home, folder);
      schedules
          .putObject(folder.name())
          .put("cron", folder.schedule().cron())
          .put("time_zone", folder.schedule().timeZone())
          .put("range", folder.schedule().range())
          .putObject("workers")
          .put("machine_type", workers.machineType())
          .put("maximum", workers.maximum())
          .put("public_ips", workers.publicIps());
    }
    return text(root);
  }

  /** The content of {@link #DATASETS}: the datasets, and whose views are let read each of them. */
  public static String datasets(WarehouseSchema schema) {
    Map<String, SortedSet<String>> readers = schema.authorizedReaders();
    ObjectNode root = JSON.createObjectNode();
    ObjectNode datasets = root.putObject("datasets");
    for (Schema one : schema.schemas()) {
      ArrayNode authorized =
          datasets
              .putObject(one.name())
              .put("description", one.description())
              .put("expiration_days", one.expiryDays())
              .putArray("readers");
      readers.getOrDefault(one.name(), new TreeSet<>()).forEach(authorized::add);
    }
    return text(root);
  }

  private static String text(ObjectNode root) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
