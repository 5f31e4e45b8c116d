package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.SubjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.ReadableState;

/**
 * What a stream keeps of the records of a shard that were evaluated.
 *
 * @param subjects each with its records
 * @param common the guests that concern everybody
 */
record ShardState(MapState<SubjectKey, SubjectHistory> subjects, BagState<RecordBlock> common) {

  /** All subjects of which something is kept. */
  Set<SubjectKey> names() {
    Set<SubjectKey> names = new HashSet<>();
    subjects.keys().read().forEach(names::add);
    return names;
  }

  /** What is kept of some subjects; those that are not known are missing. */
  Map<SubjectKey, SubjectHistory> read(Collection<SubjectKey> wanted) {
    Map<SubjectKey, ReadableState<SubjectHistory>> asked = new HashMap<>();
    for (SubjectKey subject : wanted) { // where that is a request to a service: one for all of them
      asked.put(subject, subjects.get(subject).readLater());
    }
    Map<SubjectKey, SubjectHistory> read = new HashMap<>();
    asked.forEach(
        (subject, state) -> {
          SubjectHistory history = state.read();
          if (history != null) {
            read.put(subject, history);
          }
        });
    return read;
  }

  /** Keeps something of a subject, or nothing any more. */
  void write(SubjectKey subject, SubjectHistory history) {
    if (history.blocks().isEmpty()) {
      subjects.remove(subject);
    } else {
      subjects.put(subject, history);
    }
  }

  /** The guests that concern everybody. */
  List<RecordBlock> readCommon() {
    return listOf(common.read());
  }

  void writeCommon(List<RecordBlock> blocks) {
    common.clear();
    blocks.forEach(common::add);
  }

  /** State is read lazily: what is changed afterwards must not change what was read. */
  static List<RecordBlock> listOf(Iterable<RecordBlock> blocks) {
    List<RecordBlock> list = new ArrayList<>();
    blocks.forEach(list::add);
    return list;
  }
}
