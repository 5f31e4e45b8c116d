package com.skillforge.analytics.cli;

import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.letters.StoredLetters;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.FormatOptions;
import com.skillforge.analytics.options.LetterChoice;
import com.skillforge.analytics.options.LetterOptions;
import com.skillforge.analytics.options.LetterQueryOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.pipelines.launch.Originals;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.repair.LetterAnswers;
import com.skillforge.analytics.repair.LetterKey;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code dead-letters.sh list|group|show}: the dead letters of a warehouse. */
final class LetterCommands {
  static final Command LIST =
      command(
          "list",
          "Lists dead letters, the oldest first: where the record stood, what it says that it is,"
              + " and what is wrong with it.",
          (request, answers) -> answers.list());

  static final Command GROUP =
      command(
          "group",
          "Counts dead letters by what they have in common, with the position of one of each kind.",
          (request, answers) -> answers.group(request.keys()));

  static final Command SHOW =
      command(
          "show",
          "Shows dead letters in full, raw PII taken out; with --bootstrapServers also the record as"
              + " it was received, where Kafka still has it.",
          (request, answers) ->
              answers.show(found -> Originals.of(request.options(), found)::find));

  private LetterCommands() {}

  /**
   * What is asked.
   *
   * @param kind the warehouse that is asked
   */
  private record Request(
      WarehouseKind kind,
      LetterChoice choice,
      StoredLetters.State state,
      List<LetterKey> keys,
      ResultFormat format,
      LetterQueryOptions options) {

    LetterAnswers answers(PrintStream out) {
      return new LetterAnswers(
          Warehouses.letters(kind, options), choice, state, options.getRows(), format, out);
    }
  }

  private interface Answer {
    void give(Request request, LetterAnswers answers);
  }

  private static Command command(String word, String about, Answer answer) {
    return OptionsCommand.<LetterQueryOptions, Request>reading(
        new OptionsCommand.Help(
            "dead-letters.sh " + word + " [--option=value …]",
            about,
            List.of(
                LetterQueryOptions.class,
                FormatOptions.class,
                LetterOptions.class,
                WarehouseOptions.class,
                BigQuerySinkOptions.class,
                SnowflakeOptions.class)),
        LetterQueryOptions.class,
        LetterCommands::read,
        (request, out) -> {
          answer.give(request, request.answers(out));
          return ExitCode.DONE;
        });
  }

  private static Request read(LetterQueryOptions options, List<String> problems) {
    List<WarehouseKind> kinds = WarehouseChecks.checkReachSome(options, problems);
    if (kinds.size() > 1) {
      problems.add("--warehouses must name one warehouse: letters are shown of one.");
    }
    Values.checkAtLeast("rows", options.getRows(), 1, problems);
    return new Request(
        kinds.stream().findFirst().orElse(WarehouseKind.LOCAL),
        LetterChoice.read(options, problems),
        Values.readChoice(
                "state",
                options.getState(),
                Arrays.asList(StoredLetters.State.values()),
                state -> state.name().toLowerCase(Locale.ROOT),
                problems)
            .orElse(StoredLetters.State.OPEN),
        Values.readChoices(
            "by", options.getBy(), Arrays.asList(LetterKey.values()), LetterKey::label, problems),
        ResultFormat.read(options.getFormat(), problems),
        options);
  }
}
