package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.options.MigrationChecks;
import com.skillforge.analytics.options.MigrationOptions;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.sql.Migration;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** {@code apply-ddl.sh}: brings the tables and views of a warehouse up to the tracking plan. */
public final class ApplyDdlCommand {
  static final Command COMMAND =
      OptionsCommand.reading(
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
          ApplyDdlCommand::read,
          (request, out) ->
              run(
                  Warehouses.migrations(request.kind().orElseThrow(), request.options()),
                  request.options(),
                  out));

  private ApplyDdlCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  /** What is migrated; the kind is empty when there is none of the name. */
  private record Request(Optional<WarehouseKind> kind, MigrationOptions options) {}

  private static Request read(MigrationOptions options, List<String> problems) {
    MigrationChecks.check(options, problems);
    return new Request(
        WarehouseChecks.checkReach(options.getWarehouse(), options, problems), options);
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
    minGroupSize(migrations, options, out);
    return ExitCode.DONE;
  }

  private static void minGroupSize(
      Migrations migrations, MigrationOptions options, PrintStream out) {
    Integer people = options.getMinGroupSize();
    if (people == null) {
      return;
    }
    if (!options.getDryRun()) {
      migrations.setMinGroupSize(people);
    }
    out.printf(
        "Advisors %s figures of at least %d people.%n",
        options.getDryRun() ? "would see" : "see", people);
  }
}
