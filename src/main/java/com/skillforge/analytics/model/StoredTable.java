package com.skillforge.analytics.model;

import java.io.Serializable;

/**
 * The rows of a raw table at one moment.
 *
 * @param rows how many
 * @param newestMicros when the newest of them was stored, in microseconds since the epoch; 0 where
 *     there are none
 */
public record StoredTable(long rows, long newestMicros) implements Serializable {}
