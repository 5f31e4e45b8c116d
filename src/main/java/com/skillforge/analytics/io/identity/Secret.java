package com.skillforge.analytics.io.identity;

import com.skillforge.analytics.io.SourceException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Where a password is kept. Only the place travels with a job; the password is read where it is
 * used.
 *
 * @param file a file that holds it, and nothing else but an end of line
 * @param variable the environment variable that holds it
 */
public record Secret(@Nullable String file, @Nullable String variable) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The password; empty when none is needed.
   *
   * @throws SourceException when it is not where it should be
   */
  Optional<String> read() {
    if (file != null) {
      try {
        return Optional.of(Files.readString(Path.of(file)).stripTrailing());
      } catch (IOException e) {
        throw new SourceException("The password file " + file + " cannot be read.", e);
      }
    }
    if (variable != null) {
      String password = System.getenv(variable);
      if (password == null) {
        throw new SourceException("There is no environment variable " + variable + ".");
      }
      return Optional.of(password);
    }
    return Optional.empty();
  }
}
