package com.skillforge.analytics.commandline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.options.PipelineOptions;

/** Renders {@code --help}: what a command does, its options with defaults, its exit codes. */
public final class HelpText {
  private static final int WIDTH = 96;
  private static final String INDENT = "      ";

  private HelpText() {}

  /**
   * The help of a command.
   *
   * @param usage the command line, for example {@code run.sh raw-events [--option=value …]}
   * @param about what the command does, one or more sentences
   * @param types the options interfaces to list, in this order
   */
  public static String of(
      String usage, String about, List<Class<? extends PipelineOptions>> types) {
    StringBuilder text = new StringBuilder();
    text.append("Usage: ").append(usage).append("\n\n");
    wrap(about, "").forEach(line -> text.append(line).append('\n'));
    for (Class<? extends PipelineOptions> type : types) {
      List<OptionInfo> options = OptionInfo.of(type);
      if (!options.isEmpty()) {
        text.append('\n').append(options.get(0).group()).append(":\n");
        options.forEach(option -> append(option, text));
      }
    }
    text.append("\nExit codes:\n");
    for (ExitCode code : ExitCode.values()) {
      text.append(String.format(Locale.ROOT, "  %3d  %s%n", code.status(), code.meaning()));
    }
    return text.toString();
  }

  private static void append(OptionInfo option, StringBuilder text) {
    text.append("  --").append(option.name()).append(option.isFlag() ? "" : "=…");
    option.defaultValue().ifPresent(value -> text.append("  (default ").append(value).append(')'));
    if (option.required()) {
      text.append("  (required)");
    }
    text.append('\n');
    wrap(option.description(), INDENT).forEach(line -> text.append(line).append('\n'));
  }

  private static List<String> wrap(String text, String indent) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder(indent);
      for (String word : paragraph.split(" ", -1)) {
        if (line.length() + word.length() > WIDTH && line.length() > indent.length()) {
          lines.add(line.toString().stripTrailing());
          line = new StringBuilder(indent);
        }
        line.append(word).append(' ');
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
