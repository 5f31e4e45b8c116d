package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * A command that is several: its first word says which.
 *
 * @param script the script that starts it, for example {@code privacy.sh}
 */
record Questions(String script, List<Question> questions) implements Command {
  /**
   * A question that can be asked.
   *
   * @param word the word that asks it
   * @param about what it answers
   * @param command gives the answer; it takes what stands behind the word
   */
  record Question(String word, String about, Command command) {}

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    String word = args.length == 0 ? "--help" : args[0];
    if (word.equals("--help") || word.equals("-h")) {
      out.print(usage());
      return args.length == 0 ? ExitCode.USAGE : ExitCode.DONE;
    }
    Question asked =
        questions.stream()
            .filter(question -> question.word().equals(word))
            .findFirst()
            .orElseThrow(() -> new UsageException(List.of(unknown(word))));
    return asked.command().run(Arrays.copyOfRange(args, 1, args.length), out);
  }

  private String unknown(String word) {
    return "Say what to do: "
        + String.join(" or ", questions.stream().map(Question::word).toList())
        + ", not '"
        + word
        + "'.";
  }

  private String usage() {
    StringBuilder text =
        new StringBuilder("Usage: ").append(script).append(" <question> [--option=value …]\n\n");
    questions.forEach(
        question -> text.append("  %-10s %s%n".formatted(question.word(), question.about())));
    return text.append('\n')
        .append(script)
        .append(" <question> --help lists the options of a question.\n")
        .toString();
  }
}
