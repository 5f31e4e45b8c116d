package com.skillforge.analytics.deploy;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The schedules of all pipelines as the variable {@code schedules} of Terraform. */
public final class ScheduleVariables {
  /** Beside the Terraform files; Terraform reads files of such names by itself. */
  public static final String FILE_NAME = "schedules.auto.tfvars.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScheduleVariables() {}

  /** The content of {@link #FILE_NAME}. */
  public static String render(List<PipelineFolder> folders) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode schedules = root.putObject("schedules");
    for (PipelineFolder folder : folders) {
      schedules
          .putObject(folder.name())
          .put("cron", folder.schedule().cron())
          .put("time_zone", folder.schedule().timeZone())
          .put("range", folder.schedule().range());
    }
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
