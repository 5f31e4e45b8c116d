package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.DuplicateRecord;

/** Takes the histories of a shard, in any order. */
public interface HistoryConsumer {
  /** Takes one sender's records; also of a person who sent none, but whom others' concern. */
  void user(UserHistory user);

  /** Takes one session's timings. */
  default void session(SessionHistory session) {}

  /** Is told of each record that was dropped because an earlier one of its sender has its id. */
  default void duplicate(DuplicateRecord duplicate) {}
}
