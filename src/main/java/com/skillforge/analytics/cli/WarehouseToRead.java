package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command that reads a local warehouse, and finds that of the demo: where none is named, and none
 * lies where it is looked for otherwise. A command that writes must never guess.
 *
 * @param takesWords whether it says what it is for when it is given nothing
 * @param command the command, with an option {@code --localWarehouse}
 */
record WarehouseToRead(boolean takesWords, Command command) implements Command {
  private static final Path USUAL = Path.of("skillforge.duckdb");
  private static final Path OF_DEMO = Path.of("target", "demo", "skillforge.duckdb");

  /** The options that say what is read: with one of them there is nothing to guess. */
  private static final List<String> SAY_WHERE =
      List.of("localWarehouse", "otherLocalWarehouse", "warehouses", "input");

  /** A command that reads what its options say. */
  WarehouseToRead(Command command) {
    this(false, command);
  }

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    boolean says =
        (takesWords && args.length == 0)
            || CommandLine.asksForHelp(args)
            || SAY_WHERE.stream().anyMatch(option -> CommandLine.gives(args, option));
    Optional<Path> found =
        says
            ? Optional.empty()
            : ofDemo(Path.of(""), Path.of(System.getProperty("skillforge.home", "")));
    if (found.isEmpty()) {
      return command.run(args, out);
    }
    System.err.println("No --localWarehouse is given: reading that of the demo, " + found.get());
    String[] more = Arrays.copyOf(args, args.length + 1);
    more[args.length] = "--localWarehouse=" + found.get();
    return command.run(more, out);
  }

  /**
   * The demo's file, where it is there and the usual one is not.
   *
   * @param here where the usual one would be
   * @param home where the project is
   */
  static Optional<Path> ofDemo(Path here, Path home) {
    if (Files.exists(here.resolve(USUAL))) {
      return Optional.empty();
    }
    return Stream.of(here, home)
        .map(place -> place.resolve(OF_DEMO))
        .filter(Files::exists)
        .findFirst();
  }
}
