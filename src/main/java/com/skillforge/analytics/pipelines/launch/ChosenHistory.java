package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.HistorySource;
import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordChoice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Some records of a history, which else says of itself what the whole says. */
record ChosenHistory(HistorySource whole, RecordChoice choice) implements HistorySource {

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> read(Projection needed) {
    return whole.bySubject().orElseThrow().read(choice, needed);
  }

  @Override
  public List<HistoryStart> startsBefore(List<HistoryStart> received) {
    return whole.startsBefore(received);
  }

  @Override
  public Map<String, Instant> expired() {
    return whole.expired();
  }

  @Override
  public String describe() {
    return whole.describe();
  }

  @Override
  public Optional<List<HistoryStart>> historyStarts() {
    return whole.historyStarts();
  }

  /** How many there will be is not known before they are read. */
  @Override
  public long size() {
    return -1;
  }
}
