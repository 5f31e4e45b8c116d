package com.skillforge.analytics.answers;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.model.KpiValue;
import java.util.Optional;

/** The warehouse no longer gives the figures of a stored row. */
final class NotReproducedException extends UserError {
  private static final long serialVersionUID = 1L;

  private NotReproducedException(String message) {
    super(ExitCode.CHECK, message);
  }

  /** Fails unless a row was computed by the definition by which it would be computed now. */
  static void checkDefinition(KpiRow row, int present) {
    int then = row.key().definitionVersion();
    if (then != present) {
      throw new NotReproducedException(
          ("The row of %s was computed by definition %d of %s, which has given way to definition"
                  + " %d: run the pipeline over its period again, or name a newer row by --toAsOf.")
              .formatted(row.asOf(), then, row.key().kpi(), present));
    }
  }

  /** Fails unless the row that was computed anew has the figures of the stored one. */
  static void check(KpiRow row, Optional<KpiValue> computed) {
    if (!row.matches(computed)) {
      throw of(row, computed);
    }
  }

  /** Of a row for which other figures are computed now. */
  static NotReproducedException of(KpiRow row, Optional<KpiValue> computed) {
    return new NotReproducedException(
        "The raw tables no longer give the row of "
            + row.asOf()
            + " (stored "
            + row.figures()
            + "; computed again "
            + KpiRow.figures(computed)
            + "): records were never loaded by raw-events, or were changed or removed since.");
  }
}
