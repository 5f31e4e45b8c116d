package com.skillforge.analytics.testing.cloud.snowflake;

/** What Snowflake answers when it does not do what it was asked. */
final class SnowflakeError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String sqlState;

  SnowflakeError(String code, String sqlState, String message) {
    super(message);
    this.code = code;
    this.sqlState = sqlState;
  }

  /** A statement that Snowflake, or this stand-in, does not understand. */
  static SnowflakeError compilation(String message) {
    return new SnowflakeError("001003", "42000", "SQL compilation error: " + message);
  }

  /** A statement that failed while it ran. */
  static SnowflakeError execution(String message) {
    return new SnowflakeError("100183", "0A000", message);
  }

  String code() {
    return code;
  }

  String sqlState() {
    return sqlState;
  }
}
