package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.HistorySource;
import com.skillforge.analytics.io.HistoryStart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The raw tables of a warehouse as a source: since when they hold everything the ledger says. */
public abstract class StoredRecords implements HistorySource {

  /** What the ledger says of the tables that are read. */
  protected abstract StoredHistory history();

  @Override
  public final Optional<List<HistoryStart>> historyStarts() {
    return Optional.of(history().starts());
  }

  @Override
  public final Map<String, Instant> expired() {
    return history().expired();
  }

  @Override
  public final List<HistoryStart> startsBefore(List<HistoryStart> received) {
    return received.isEmpty() ? List.of() : history().startsBefore(received);
  }
}
