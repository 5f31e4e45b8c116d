package com.skillforge.analytics.io;

import com.skillforge.analytics.model.RecordBlock;
import java.util.List;

/** Records that earlier runs have stored: history that where they came from may have lost. */
public interface HistorySource extends EventSource<RecordBlock> {
  /**
   * What is lacking when this source has what came before the beginning of another one.
   *
   * @param received the partitions of which the other source lacks the beginning
   */
  List<HistoryStart> startsBefore(List<HistoryStart> received);
}
