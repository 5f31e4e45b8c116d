package com.skillforge.analytics.answers.query;

import com.skillforge.analytics.io.WarehouseException;

/** A query that cannot be run, because of what it says. The message is one sentence. */
public final class QueryException extends WarehouseException {
  private static final long serialVersionUID = 1L;

  private final String place;

  QueryException(String message) {
    super(message);
    this.place = "";
  }

  /**
   * @param place where in the query: its line, and one with a caret below the place; empty where
   *     that is not known
   */
  QueryException(String message, String place, Throwable cause) {
    super(message, cause);
    this.place = place;
  }

  /** The message and, in lines of their own, the place in the query. */
  public String messageWithPlace() {
    return place.isEmpty() ? getMessage() : getMessage() + "\n" + place;
  }
}
