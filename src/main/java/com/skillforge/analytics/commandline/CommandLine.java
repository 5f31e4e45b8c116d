package com.skillforge.analytics.commandline;

import com.skillforge.analytics.options.RunnerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Parses {@code --name=value} arguments into Beam options. All problems of a command line are
 * reported together, before anything starts.
 */
public final class CommandLine {
  private static final Pattern UNKNOWN = Pattern.compile("missing a property named '([^']*)'");
  private static final Pattern SUGGESTION = Pattern.compile("Did you mean '([^']*)'");

  /** A check of parsed options: adds one sentence for each problem to the list. */
  public interface Check<T> extends BiConsumer<T, List<String>> {
    /** Reads options that mean what they say. */
    default Reader<T, T> reader() {
      return (options, problems) -> {
        accept(options, problems);
        return options;
      };
    }
  }

  /** Reads what parsed options mean: adds one sentence for each problem to the list. */
  public interface Reader<O, T> extends BiFunction<O, List<String>, T> {}

  private CommandLine() {}

  /** Whether the arguments ask for help instead of a run. */
  public static boolean asksForHelp(String[] args) {
    return Arrays.stream(args).anyMatch(arg -> arg.equals("--help") || arg.equals("-h"));
  }

  /** Whether the arguments give a value to an option. */
  public static boolean gives(String[] args, String option) {
    return Arrays.stream(args)
        .map(CommandLine::camelCase)
        .anyMatch(arg -> arg.equals("--" + option) || arg.startsWith("--" + option + "="));
  }

  /**
   * Parses, checks, and says what the options mean.
   *
   * @throws UsageException with every problem found
   */
  public static <O extends PipelineOptions, T> T read(
      String[] args, Class<O> type, Reader<O, T> reader) {
    List<String> problems = new ArrayList<>();
    List<String> spelt = Arrays.stream(args).map(CommandLine::camelCase).toList();
    OptionsRegistry.prepare(spelt, type);
    List<String> good = new ArrayList<>();
    for (String arg : spelt) {
      // One at a time: Beam stops at its first problem.
      problemOf(arg, type).ifPresentOrElse(problems::add, () -> good.add(arg));
    }
    Optional<O> options = Optional.empty();
    try {
      options = Optional.of(PipelineOptionsFactory.fromArgs(good.toArray(String[]::new)).as(type));
    } catch (IllegalArgumentException e) {
      problems.add(sentence(e));
    }
    Optional<T> meaning = options.map(parsed -> reader.apply(parsed, problems));
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return meaning.orElseThrow();
  }

  /**
   * The same for a command that takes words beside its options.
   *
   * @throws UsageException with every problem found
   */
  public static <O extends PipelineOptions, T> T readWithWords(
      String[] args, Class<O> type, Reader<WordsAndOptions<O>, T> reader) {
    Map<Boolean, List<String>> named =
        Arrays.stream(args).collect(Collectors.partitioningBy(arg -> arg.startsWith("--")));
    return read(
        named.get(true).toArray(String[]::new),
        type,
        (options, problems) ->
            reader.apply(new WordsAndOptions<>(named.get(false), options), problems));
  }

  /** {@code --data-dir=x} is {@code --dataDir=x}: both spellings are common. */
  private static String camelCase(String arg) {
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg : arg.substring(0, equals);
    String rest = equals < 0 ? "" : arg.substring(equals);
    if (!name.startsWith("--")) {
      return arg;
    }
    Matcher hyphens = Pattern.compile("(?<=\\w)-(\\w)").matcher(name.substring(2));
    return "--" + hyphens.replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT)) + rest;
  }

  /** The option that an argument gives a value to. */
  static String nameOf(String arg) {
    return arg.substring(2).replaceFirst("=.*", "");
  }

  private static Optional<String> problemOf(String arg, Class<? extends PipelineOptions> type) {
    if (!arg.startsWith("--")) {
      return Optional.of("'" + arg + "' is not an option: write --name=value.");
    }
    try {
      PipelineOptionsFactory.fromArgs(arg).as(type);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      String name = nameOf(arg);
      Optional<String> noRunner =
          name.equals("runner") ? RunnerKind.named(arg).howToGet() : Optional.empty();
      if (noRunner.isPresent()) {
        return noRunner;
      }
      Matcher unknown = UNKNOWN.matcher(String.valueOf(e.getMessage()));
      if (unknown.find()) {
        Matcher suggestion = SUGGESTION.matcher(e.getMessage());
        return Optional.of(
            "--"
                + name
                + " is not an option"
                + (suggestion.find() ? ": did you mean --" + suggestion.group(1) + "?" : ".")
                + " --help lists them all.");
      }
      return Optional.of(
          name.equals("runner") ? "--runner: " + sentence(e) : wrongValue(name, arg, type));
    }
  }

  /** What a value of the option would be, where this is none. */
  private static String wrongValue(String name, String arg, Class<? extends PipelineOptions> type) {
    String value = arg.contains("=") ? arg.substring(arg.indexOf('=') + 1) : "";
    Optional<Class<?>> takes = OptionsRegistry.typeOf(name, type);
    String must =
        takes
            .flatMap(CommandLine::values)
            .map(values -> " must be " + values + ", not '")
            .orElse(" cannot be '");
    return "--" + name + must + value + "'.";
  }

  private static Optional<String> values(Class<?> type) {
    if (List.of(int.class, Integer.class, long.class, Long.class).contains(type)) {
      return Optional.of("a whole number");
    } else if (List.of(double.class, Double.class).contains(type)) {
      return Optional.of("a number");
    } else if (type == boolean.class || type == Boolean.class) {
      return Optional.of("true or false");
    } else if (type.isEnum()) {
      return Optional.of(
          Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(" or ")));
    }
    return Optional.empty();
  }

  private static String sentence(Throwable e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    return message.isEmpty() || message.endsWith(".") ? message : message + ".";
  }
}
