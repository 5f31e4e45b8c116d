package com.skillforge.analytics.options;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

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
      List<Method> getters = getters(type);
      if (!getters.isEmpty()) {
        text.append('\n').append(heading(type)).append(":\n");
        getters.forEach(getter -> option(getter, text));
      }
    }
    text.append("\nExit codes:\n");
    for (ExitCode code : ExitCode.values()) {
      text.append(String.format(Locale.ROOT, "  %3d  %s%n", code.status(), code.meaning()));
    }
    return text.toString();
  }

  private static String heading(Class<?> type) {
    Description description = type.getAnnotation(Description.class);
    return description == null ? type.getSimpleName() : description.value();
  }

  private static List<Method> getters(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.isAnnotationPresent(Description.class))
        .sorted(Comparator.comparing(HelpText::nameOf))
        .toList();
  }

  private static String nameOf(Method getter) {
    String name = getter.getName().replaceFirst("^(get|is)", "");
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static void option(Method getter, StringBuilder text) {
    boolean flag = getter.getReturnType() == boolean.class;
    text.append("  --").append(nameOf(getter)).append(flag ? "" : "=…");
    defaultOf(getter).ifPresent(value -> text.append("  (default ").append(value).append(')'));
    if (getter.isAnnotationPresent(Validation.Required.class)) {
      text.append("  (required)");
    }
    text.append('\n');
    wrap(getter.getAnnotation(Description.class).value(), INDENT)
        .forEach(line -> text.append(line).append('\n'));
  }

  private static Optional<String> defaultOf(Method getter) {
    if (getter.isAnnotationPresent(Default.String.class)) {
      return Optional.of(getter.getAnnotation(Default.String.class).value());
    }
    if (getter.isAnnotationPresent(Default.Integer.class)) {
      return Optional.of(String.valueOf(getter.getAnnotation(Default.Integer.class).value()));
    }
    if (getter.isAnnotationPresent(Default.Long.class)) {
      return Optional.of(String.valueOf(getter.getAnnotation(Default.Long.class).value()));
    }
    return Optional.empty();
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
