package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** {@code privacy.sh}: what those ask who answer for personal data. */
public final class PrivacyCommand implements Command {
  /**
   * A question that can be asked.
   *
   * @param word the word that asks it
   * @param about what it answers
   * @param command gives the answer; it takes what stands behind the word
   */
  record Question(String word, String about, Command command) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "scan",
              "looks for raw PII in every text of a warehouse, and in files",
              new ScanCommand()),
          new Question("audit", "counts what is stored against opt-outs", OptOutsCommand.COMMAND),
          new Question(
              "receipts", "shows what erasures have removed, for whom", ReceiptsCommand.COMMAND));

  public static void main(String[] args) {
    new PrivacyCommand().runProcess(args);
  }

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    String word = args.length == 0 ? "--help" : args[0];
    if (word.equals("--help") || word.equals("-h")) {
      out.print(usage());
      return args.length == 0 ? ExitCode.USAGE : ExitCode.DONE;
    }
    Question asked =
        QUESTIONS.stream()
            .filter(question -> question.word().equals(word))
            .findFirst()
            .orElseThrow(() -> new UsageException(List.of(unknown(word))));
    return asked.command().run(Arrays.copyOfRange(args, 1, args.length), out);
  }

  private static String unknown(String word) {
    return "Say what to do: "
        + String.join(" or ", QUESTIONS.stream().map(Question::word).toList())
        + ", not '"
        + word
        + "'.";
  }

  private static String usage() {
    StringBuilder text = new StringBuilder("Usage: privacy.sh <question> [--option=value …]\n\n");
    QUESTIONS.forEach(
        question -> text.append("  %-10s %s%n".formatted(question.word(), question.about())));
    return text.append("\nprivacy.sh <question> --help lists the options of a question.\n")
        .toString();
  }
}
