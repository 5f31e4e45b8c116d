package com.skillforge.analytics.docs;

import com.skillforge.analytics.cli.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scripts, and the commands that they start. */
public final class Scripts {
  private static final Pattern MAIN_CLASS = Pattern.compile("(?m)^run_java (\\S+)");

  private Scripts() {}

  static Path file(String script) {
    return Path.of("scripts", script);
  }

  static String text(String script) {
    try {
      return Files.readString(file(script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a script starts; empty for one that does its work in the shell. */
  public static Optional<Command> command(String script) {
    Matcher main = MAIN_CLASS.matcher(text(script));
    return main.find() ? Optional.of(command(script, main.group(1))) : Optional.empty();
  }

  private static Command command(String script, String mainClass) {
    try {
      Class<?> type = Class.forName(mainClass);
      if (Command.class.isAssignableFrom(type)) {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Command) constructor.newInstance();
      }
      Field command = type.getDeclaredField("COMMAND");
      command.setAccessible(true);
      return (Command) command.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(script + " starts no command: " + mainClass, e);
    }
  }
}
