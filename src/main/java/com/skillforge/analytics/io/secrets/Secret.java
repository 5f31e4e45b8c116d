package com.skillforge.analytics.io.secrets;

import com.skillforge.analytics.io.SourceException;
import java.io.Serializable;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Where a password is kept. Only the place travels with a job; the password is read where it is
 * used.
 *
 * @param text what holds it, and nothing else but an end of line
 * @param variable the environment variable that holds it
 */
public record Secret(@Nullable SecretText text, @Nullable String variable) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A password whose place options have named.
   *
   * @param place a file, or a place in Secret Manager; null for none
   * @param variable an environment variable; null for none
   */
  public static Secret of(
      @Nullable String place, @Nullable String variable, SecretManager manager) {
    return new Secret(place == null ? null : new SecretText(place, manager), variable);
  }

  /**
   * The password; empty when none is needed.
   *
   * @throws SourceException when it is not where it should be
   */
  public Optional<String> read() {
    if (text != null) {
      try {
        return Optional.of(text.read().stripTrailing());
      } catch (SecretException e) {
        throw new SourceException(e.getMessage(), e);
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
