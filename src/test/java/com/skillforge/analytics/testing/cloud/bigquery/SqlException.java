package com.skillforge.analytics.testing.cloud.bigquery;

/** A statement that BigQuery, or the stand-in, does not understand or cannot do. */
final class SqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SqlException(String message) {
    super(message);
  }
}
