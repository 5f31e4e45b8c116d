package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.WarehouseException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;

/** What failures of Snowflake's driver mean. */
final class SnowflakeFailures {
  /**
   * The driver's own codes for a service that does not answer, and Snowflake's for lost sessions.
   */
  private static final Set<Integer> MAY_PASS =
      Set.of(200_015, 200_016, 200_017, 390_111, 390_112, 390_114);

  private static final int INVALID_TOKEN = 390_144;
  private static final int NO_SUCH_OBJECT = 2003;

  private SnowflakeFailures() {}

  /** Whether the same may work in a new session. */
  static boolean maySucceedLater(SQLException e) {
    return MAY_PASS.contains(e.getErrorCode());
  }

  /** A failure in one sentence that says what to do. */
  static WarehouseException explain(SQLException e, SnowflakeAccount account) {
    String where = "Snowflake (" + account.url() + ", database " + account.database() + ")";
    if (maySucceedLater(e) || e instanceof SQLTimeoutException) {
      return new WarehouseException(
          where + " cannot be reached; check --snowflakeUrl and the network, then run again.", e);
    }
    return new WarehouseException(
        switch (e.getErrorCode()) {
          case INVALID_TOKEN ->
              where
                  + " does not let user "
                  + account.user()
                  + " in with the key at "
                  + account.key().key().place()
                  + "; set the user's RSA_PUBLIC_KEY to its public half.";
          case NO_SUCH_OBJECT ->
              where
                  + " has not what the run needs; create its tables with scripts/apply-ddl.sh"
                  + " --warehouse=snowflake, or grant the role access: "
                  + firstLine(e);
          default -> where + " refuses: " + firstLine(e);
        },
        e);
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().limit(2).reduce((a, b) -> a + " " + b).orElse("");
  }
}
