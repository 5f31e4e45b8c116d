package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.SuppressionList;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Several suppression lists as one. */
final class ErasedEverywhere implements SuppressionList {
  private static final long serialVersionUID = 1L;

  private final ArrayList<SuppressionList> lists;
  private transient @Nullable List<ErasedIds> seen;
  private transient @Nullable ErasedIds union;

  ErasedEverywhere(List<SuppressionList> lists) {
    this.lists = new ArrayList<>(lists);
  }

  /** The same object for as long as none of the lists has changed. */
  @Override
  public synchronized ErasedIds ids() {
    List<ErasedIds> now = lists.stream().map(SuppressionList::ids).toList();
    ErasedIds known = union;
    if (known == null || !now.equals(seen)) {
      known = ErasedIds.union(now);
      union = known;
      seen = now;
    }
    return known;
  }
}
