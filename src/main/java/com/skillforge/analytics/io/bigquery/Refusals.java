package com.skillforge.analytics.io.bigquery;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.bigquery.model.ErrorProto;
import com.skillforge.analytics.io.WarehouseException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What BigQuery's refusals mean: what passes by itself, and what a person has to do. */
final class Refusals {
  private static final Set<String> PASSING =
      Set.of(
          "backendError",
          "internalError",
          "jobBackendError",
          "jobInternalError",
          "jobRateLimitExceeded",
          "quotaExceeded",
          "rateLimitExceeded",
          "tableUnavailable");

  /** BigQuery's own words for two transactions that got in each other's way. */
  private static final String CONFLICT = "concurrent update";

  private Refusals() {}

  /** A job that has failed, as an exception of its call. */
  static final class JobFailedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    JobFailedException(ErrorProto error) {
      super(error.getMessage());
      this.reason = String.valueOf(error.getReason());
    }

    String reason() {
      return reason;
    }
  }

  static boolean is(IOException e, int status) {
    return e instanceof HttpResponseException refused && refused.getStatusCode() == status;
  }

  /** Whether the same call may succeed a little later. */
  static boolean passes(IOException e) {
    if (e instanceof JobFailedException || e instanceof GoogleJsonResponseException) {
      String reason = reason(e);
      return PASSING.contains(reason)
          || String.valueOf(e.getMessage()).contains(CONFLICT)
          || (e instanceof HttpResponseException refused && passes(refused.getStatusCode()));
    }
    return !(e instanceof HttpResponseException refused) || passes(refused.getStatusCode());
  }

  private static boolean passes(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private static String reason(IOException e) {
    if (e instanceof JobFailedException failed) {
      return failed.reason();
    }
    if (e instanceof GoogleJsonResponseException refused && refused.getDetails() != null) {
      List<GoogleJsonError.ErrorInfo> errors = refused.getDetails().getErrors();
      return errors == null || errors.isEmpty() ? "" : String.valueOf(errors.get(0).getReason());
    }
    return "";
  }

  private static String message(IOException e) {
    if (e instanceof GoogleJsonResponseException refused && refused.getDetails() != null) {
      return String.valueOf(refused.getDetails().getMessage());
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /**
   * One sentence that says what to do.
   *
   * @param project the project that was asked
   * @param seconds how long it was given
   */
  static WarehouseException explain(IOException e, String project, long seconds) {
    String where = "BigQuery, project " + project + ", ";
    String said = message(e).strip().replaceAll("\\s+", " ");
    String reason = reason(e);
    if (reason.endsWith("Exceeded")) {
      return new WarehouseException(
          where
              + "has been over a rate or quota for "
              + seconds
              + " seconds; start the run again later, or ask for a higher quota: "
              + said,
          e);
    }
    if (is(e, 401) || is(e, 403) || reason.equals("accessDenied")) {
      return new WarehouseException(
          where
              + "does not let these credentials do that; give them the roles of"
              + " sql/bigquery/9-grants.sql, or use others: "
              + said,
          e);
    }
    if (is(e, 404) || reason.equals("notFound")) {
      return new WarehouseException(
          where
              + "lacks something that the run needs; create the tables with"
              + " scripts/apply-ddl.sh --warehouse=bigquery, and check --project: "
              + said,
          e);
    }
    if (said.contains(CONFLICT)) {
      return new WarehouseException(
          where
              + "was changed by others at the same time, again and again for "
              + seconds
              + " seconds; start the run again when they are done: "
              + said,
          e);
    }
    if (passes(e)) {
      return new WarehouseException(
          where
              + "cannot be reached, or has been failing, for "
              + seconds
              + " seconds; check the network, and start the run again: "
              + said,
          e);
    }
    return new WarehouseException(
        where + "refuses a statement; check that its tables are of this release: " + said, e);
  }
}
