package com.skillforge.analytics.testing.cloud.bigquery;

/** A row that a table does not take. */
final class RowException extends Exception {
  private static final long serialVersionUID = 1L;

  RowException(String message) {
    super(message);
  }
}
