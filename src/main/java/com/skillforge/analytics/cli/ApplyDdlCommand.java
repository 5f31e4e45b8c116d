package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.options.MigrationOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.sql.Migration;
import java.io.PrintStream;
import java.util.List;

/** {@code apply-ddl.sh}: brings the tables and views of a warehouse up to the tracking plan. */
public final class ApplyDdlCommand {
  static final Command COMMAND =
      OptionsCommand.of(
          new OptionsCommand.Help(
              "apply-ddl.sh --warehouse="
                  + String.join("|", WarehouseKind.labels())
                  + " [--dry-run] [--option=value …]",
              "Compares the schemas, tables and columns of a warehouse with what they should be, and"
                  + " adds what is missing: schemas, tables, columns, descriptions, views, rules of"
                  + " retention, rows of the schema registry. Nothing is dropped and no type is"
                  + " changed: where that would be needed it says so, changes nothing, and ends with"
                  + " exit code 6. Grants are in sql/<warehouse>/9-grants.sql, for you to run.",
              List.of(MigrationOptions.class)),
          MigrationOptions.class,
          ApplyDdlCommand::check,
          (options, out) -> run(Warehouses.migrations(kind(options), options), options, out));

  private ApplyDdlCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private static void check(MigrationOptions options, List<String> problems) {
    Values.checkChoice("warehouse", options.getWarehouse(), WarehouseKind.labels(), problems);
    options.setWarehouses(options.getWarehouse());
    if (!WarehouseKind.of(options).isEmpty()) {
      WarehouseChecks.checkReach(options, problems);
    }
  }

  private static WarehouseKind kind(MigrationOptions options) {
    return WarehouseKind.of(options).get(0);
  }

  static ExitCode run(Migrations migrations, MigrationOptions options, PrintStream out) {
    Migration migration = migrations.compare();
    migration.notices().forEach(out::println);
    if (migration.isRefused()) {
      migration.refusals().forEach(out::println);
      out.println("Nothing was changed: load the data into new tables, or mend it by hand.");
      return ExitCode.CHECK;
    }
    migration.changes().forEach(out::println);
    if (options.getDryRun()) {
      migration.statements().forEach(sql -> out.printf("%n%s;%n", sql));
      out.printf("%d changes; nothing was changed.%n", migration.changes().size());
    } else {
      migrations.apply(migration);
      out.printf(
          "%d changes were made; views and the schema registry are up to date.%n",
          migration.changes().size());
    }
    return ExitCode.DONE;
  }
}
