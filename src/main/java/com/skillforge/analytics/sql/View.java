package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;

/**
 * One view.
 *
 * @param description what a row is
 * @param query the SELECT statement, without a closing semicolon
 */
public record View(TableName name, String description, String query) {}
