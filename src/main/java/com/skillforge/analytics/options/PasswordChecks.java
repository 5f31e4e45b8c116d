package com.skillforge.analytics.options;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The checks of options that say where a password is. */
final class PasswordChecks {
  private PasswordChecks() {}

  /**
   * Adds one sentence for each problem.
   *
   * @param login what the options' names begin with, as in {@code identity}PasswordFile
   */
  static void check(
      String login, @Nullable String file, @Nullable String variable, List<String> problems) {
    if (file != null && variable != null) {
      problems.add(
          "--" + login + "PasswordFile and --" + login + "PasswordEnv exclude each other.");
    }
    Values.checkReadable(login + "PasswordFile", file, problems);
    if (variable != null && System.getenv(variable) == null) {
      problems.add(
          "--" + login + "PasswordEnv: there is no environment variable " + variable + ".");
    }
  }

  /** Adds one sentence for each place of a password that workers elsewhere cannot read. */
  static void checkRemote(
      String login, @Nullable String file, @Nullable String variable, List<String> problems) {
    Values.checkRemote(login + "PasswordFile", file, problems);
    if (variable != null) {
      problems.add(
          "--"
              + login
              + "PasswordEnv names a variable of this machine, which Dataflow's workers do not"
              + " have: use --"
              + login
              + "PasswordFile=sm://projects/P/secrets/S/versions/V.");
    }
  }
}
