package com.skillforge.analytics.transforms;

/** Takes the histories of a shard, in any order. */
public interface HistoryConsumer {
  /** Takes one sender's records; also of a person who sent none, but whom others' concern. */
  void user(UserHistory user);

  /** Takes one session's timings. */
  default void session(SessionHistory session) {}
}
