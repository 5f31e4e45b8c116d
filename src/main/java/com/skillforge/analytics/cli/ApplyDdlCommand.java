package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.MigrationChecks;
import com.skillforge.analytics.options.MigrationOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
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
                  + " exit code 6. Grants are in sql/<warehouse>/9-grants.sql, for you to run."
                  + "\n\nBigQuery is reached with --project, and the credentials of the machine.",
              List.of(MigrationOptions.class, BigQuerySinkOptions.class, SnowflakeOptions.class)),
          MigrationOptions.class,
          ApplyDdlCommand::read,
          ApplyDdlCommand::run);

  private ApplyDdlCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  /** What is migrated; the kind is empty when there is none of the name. */
  private record Request(Optional<WarehouseKind> kind, MigrationOptions options) {}

  private static Request read(MigrationOptions options, List<String> problems) {
    MigrationChecks.check(options, problems);
    return new Request(
        options.getDryRun()
            ? WarehouseChecks.checkReachIfLed(options.getWarehouse(), options, problems)
            : WarehouseChecks.checkReach(options.getWarehouse(), options, problems),
        options);
  }

  private static ExitCode run(Request request, PrintStream out) {
    WarehouseKind kind = request.kind().orElseThrow();
    MigrationOptions options = request.options();
    if (options.getDryRun() && !kind.isLedTo(options)) {
      out.printf("No option leads to %s: these are the statements for a new one.%n", kind.label());
      printDry(Warehouses.forNew(kind), out);
      printMinGroupSize(options, out);
      return ExitCode.DONE;
    }
    return run(Warehouses.migrations(kind, options), options, out);
  }

  static ExitCode run(Migrations migrations, MigrationOptions options, PrintStream out) {
    Migration migration = migrations.compare();
    migration.notices().forEach(out::println);
    if (migration.isRefused()) {
      migration.refusals().forEach(out::println);
      out.println("Nothing was changed: load the data into new tables, or mend it by hand.");
      return ExitCode.CHECK;
    }
    if (options.getDryRun()) {
      printDry(migration, out);
    } else {
      migration.changes().forEach(out::println);
      migrations.apply(migration);
      out.printf(
          "%d changes were made; views and the schema registry are up to date.%n",
          migration.changes().size());
      Optional.ofNullable(options.getMinGroupSize()).ifPresent(migrations::setMinGroupSize);
    }
    printMinGroupSize(options, out);
    return ExitCode.DONE;
  }

  private static void printDry(Migration migration, PrintStream out) {
    migration.changes().forEach(out::println);
    migration.statements().forEach(sql -> out.printf("%n%s;%n", sql));
    out.printf("%d changes; nothing was changed.%n", migration.changes().size());
  }

  private static void printMinGroupSize(MigrationOptions options, PrintStream out) {
    Integer people = options.getMinGroupSize();
    if (people != null) {
      out.printf(
          "Advisors %s figures of at least %d people.%n",
          options.getDryRun() ? "would see" : "see", people);
    }
  }
}
