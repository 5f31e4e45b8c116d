package com.skillforge.analytics.commandline;

import java.util.List;

/** Wrong options: every problem of the command line, not only the first. */
public final class UsageException extends UserError {
  private static final long serialVersionUID = 1L;

  public UsageException(List<String> problems) {
    super(ExitCode.USAGE, String.join("\n", problems));
  }
}
