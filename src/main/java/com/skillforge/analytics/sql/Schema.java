package com.skillforge.analytics.sql;

/**
 * One schema; BigQuery calls it a dataset.
 *
 * @param description what it holds
 * @param expiryDays after how many days a table of it may be dropped; 0 for never
 */
public record Schema(String name, String description, int expiryDays) {}
