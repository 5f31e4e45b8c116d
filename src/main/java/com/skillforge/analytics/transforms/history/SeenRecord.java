package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.RecordPosition;

/**
 * What a stream remembers of a record to recognize its copies.
 *
 * @param eventTimeMillis when it happened: after a horizon of event time it is forgotten
 * @param position where it was read
 */
record SeenRecord(long eventTimeMillis, RecordPosition position) {}
