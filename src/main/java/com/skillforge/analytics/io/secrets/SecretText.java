package com.skillforge.analytics.io.secrets;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a secret text is kept. Only the place travels with a job; the text is read on the worker
 * that uses it.
 *
 * @param place a file, or {@code sm://projects/P/secrets/S/versions/V} for Secret Manager
 * @param manager how Secret Manager is reached
 */
public record SecretText(String place, SecretManager manager) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What the place of a secret in Secret Manager begins with. */
  public static final String SECRET_MANAGER = "sm://";

  /**
   * Reads the text.
   *
   * @throws SecretException when it is not where it should be
   */
  public String read() {
    if (place.startsWith(SECRET_MANAGER)) {
      return manager.access(place.substring(SECRET_MANAGER.length()));
    }
    try {
      return Files.readString(Path.of(place));
    } catch (IOException e) {
      throw new SecretException(
          "The secret file "
              + place
              + " cannot be read on the machine that uses it; give a file that is there, or"
              + " sm://projects/P/secrets/S/versions/V.",
          e);
    }
  }
}
