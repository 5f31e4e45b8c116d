package com.skillforge.analytics.sql;

import java.io.Serializable;

/**
 * One column.
 *
 * @param description what it holds, in one sentence
 */
public record Column(String name, ColumnType type, String description) implements Serializable {}
