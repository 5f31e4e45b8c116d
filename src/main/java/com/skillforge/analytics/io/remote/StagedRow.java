package com.skillforge.analytics.io.remote;

import java.io.Serializable;

/**
 * A row on its way to a table.
 *
 * @param table the table's name as the tracking plan writes it, for example {@code
 *     raw_events.resume}
 * @param document one JSON object by column name, nulls left out. Timestamps are ISO 8601 texts in
 *     UTC, lists of texts are arrays, a JSON column is a text that holds JSON
 */
public record StagedRow(String table, String document) implements Serializable {}
