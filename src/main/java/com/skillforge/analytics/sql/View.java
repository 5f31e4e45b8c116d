package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;

/**
 * One view.
 *
 * @param description what a row is
 * @param query the SELECT statement, without a closing semicolon
 * @param guarded whether its readers must not learn of the rows that it leaves out: not by errors
 *     that their own conditions make on them either
 */
public record View(TableName name, String description, String query, boolean guarded) {
  /** A view whose readers may read what it is over, too. */
  public View(TableName name, String description, String query) {
    this(name, description, query, false);
  }
}
