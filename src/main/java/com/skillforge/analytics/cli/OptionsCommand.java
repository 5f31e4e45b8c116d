package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.HelpText;
import com.skillforge.analytics.commandline.WordsAndOptions;
import com.skillforge.analytics.ops.Logging;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A command with options: {@code --help} lists them, all of them are checked before anything
 * starts, and logs are quiet. One that takes words too, such as the name of a KPI, says what it is
 * for when it is given nothing at all.
 *
 * @param help what {@code --help} prints
 * @param type its options
 * @param takesWords whether there may be arguments that are no options
 * @param reader says what was given means; adds one sentence for each problem of it
 * @param body what it does with what is in order
 */
record OptionsCommand<O extends PipelineOptions, G>(
    Help help,
    Class<O> type,
    boolean takesWords,
    CommandLine.Reader<WordsAndOptions<O>, G> reader,
    Body<G> body)
    implements Command {

  /**
   * What {@code --help} prints beside the exit codes.
   *
   * @param usage the command line, for example {@code broker.sh [--port=9092]}
   * @param about what the command does
   * @param groups the interfaces whose options are listed, in this order
   */
  record Help(String usage, String about, List<Class<? extends PipelineOptions>> groups) {}

  /** What a command does, and prints, with what it was given. */
  interface Body<G> {
    ExitCode run(G given, PrintStream out) throws Exception;
  }

  /** A command that takes options only, and takes them as they are. */
  static <O extends PipelineOptions> Command of(
      Help help, Class<O> type, CommandLine.Check<O> check, Body<O> body) {
    return reading(help, type, check.reader(), body);
  }

  /** A command that takes options only, and reads them. */
  static <O extends PipelineOptions, G> Command reading(
      Help help, Class<O> type, CommandLine.Reader<O, G> reader, Body<G> body) {
    return new OptionsCommand<>(
        help, type, false, (given, problems) -> reader.apply(given.options(), problems), body);
  }

  /** A command that takes words beside its options. */
  static <O extends PipelineOptions, G> Command withWords(
      Help help, Class<O> type, CommandLine.Reader<WordsAndOptions<O>, G> reader, Body<G> body) {
    return new OptionsCommand<>(help, type, true, reader, body);
  }

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    boolean nothing = takesWords && args.length == 0;
    if (nothing || CommandLine.asksForHelp(args)) {
      out.print(HelpText.of(help.usage(), help.about(), help.groups()));
      return nothing ? ExitCode.USAGE : ExitCode.DONE;
    }
    G given =
        takesWords
            ? CommandLine.readWithWords(args, type, reader)
            : CommandLine.read(
                args,
                type,
                (options, problems) ->
                    reader.apply(new WordsAndOptions<>(List.of(), options), problems));
    Logging.configure("text", "warn");
    return body.run(given, out);
  }
}
