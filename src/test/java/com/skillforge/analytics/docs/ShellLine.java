package com.skillforge.analytics.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A command line of a document, in words as a shell would give them to the program.
 *
 * @param code where it stands
 * @param words without assignments of variables; files that it reads from count as words
 */
public record ShellLine(DocumentedCode code, List<String> words) {
  private static final String SCRIPT = "(\\./)?scripts/[a-z-]+\\.sh";
  private static final Set<String> PROGRAMS =
      Set.of(
          "mvn",
          "cp",
          "cat",
          "java",
          "gcloud",
          "bq",
          "snow",
          "terraform",
          "redis-cli",
          "promtool",
          "curl");

  /** The command lines in a piece of code; none where it is something else. */
  public static List<ShellLine> of(DocumentedCode code) {
    if (!isShell(code)) {
      return List.of();
    }
    List<ShellLine> lines = new ArrayList<>();
    String text = withoutHereDocuments(code.text()).replace("\\\n", " ");
    for (String line : text.split("\n", -1)) {
      List<String> words = words(line);
      if (!words.isEmpty()) {
        lines.add(new ShellLine(code, words));
      }
    }
    return lines;
  }

  /** Whether each block is taken as a whole: a line of it that nothing is known of is a problem. */
  private static boolean isShell(DocumentedCode code) {
    if (code.block()) {
      return Set.of("sh", "bash").contains(code.language())
          || (code.language().isEmpty() && code.text().lines().anyMatch(ShellLine::startsProgram));
    }
    return startsProgram(code.text()) && words(code.text()).get(0).matches(SCRIPT);
  }

  private static boolean startsProgram(String line) {
    List<String> words = words(line);
    return !words.isEmpty() && (words.get(0).matches(SCRIPT) || PROGRAMS.contains(words.get(0)));
  }

  /** What is written into a file here is no command. */
  private static String withoutHereDocuments(String text) {
    return text.replaceAll("(?s)<<'([A-Z]+)'\n.*?\n\\1(?=\n|$)", "");
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (char c : (line + " ").toCharArray()) {
      if (c == '(' && word.toString().endsWith("$")) {
        quote = ')'; // what another command prints
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (c == '#' && !inWord) {
        break;
      } else if (!Character.isWhitespace(c)) {
        word.append(c);
        inWord = true;
      } else if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }
    return plain(words);
  }

  /** Without assignments in front, files to write, and what else the shell itself takes. */
  private static List<String> plain(List<String> words) {
    int first = 0;
    while (first < words.size() && words.get(first).matches("[A-Za-z_]+=.*")) {
      first++;
    }
    List<String> plain = new ArrayList<>();
    for (int i = first; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(">")) {
        i++;
      } else if (!word.equals("&") && !word.equals("<")) {
        plain.add(word);
      }
    }
    return plain;
  }

  String program() {
    return words.get(0);
  }

  /** The script, without its folder; empty for another program. */
  public String script() {
    return program().matches(SCRIPT) ? program().replaceFirst(".*/", "") : "";
  }

  public List<String> arguments() {
    return words.subList(1, words.size());
  }

  /** Whether it leaves something to the reader, with three dots in its place. */
  public boolean isOpen() {
    return words.stream().anyMatch(word -> word.contains("…"));
  }

  @Override
  public String toString() {
    return code.document() + ":" + code.line() + " " + String.join(" ", words);
  }
}
