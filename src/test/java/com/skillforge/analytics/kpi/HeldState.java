package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.SubjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.ReadableState;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The state of a shard in memory, which knows whose histories were read and written. */
final class HeldState implements MapState<SubjectKey, SubjectHistory> {
  private final Map<SubjectKey, SubjectHistory> held = new HashMap<>();
  private final Set<SubjectKey> read = new HashSet<>();
  private final Set<SubjectKey> written = new HashSet<>();
  private final Bag common = new Bag();

  /** What a step gets of it. */
  ShardState asState() {
    return new ShardState(this, common);
  }

  /** Whose histories were read since the last call. */
  Set<SubjectKey> takeRead() {
    return take(read);
  }

  /** Whose histories were written since the last call. */
  Set<SubjectKey> takeWritten() {
    return take(written);
  }

  private static Set<SubjectKey> take(Set<SubjectKey> subjects) {
    Set<SubjectKey> taken = Set.copyOf(subjects);
    subjects.clear();
    return taken;
  }

  /** How many records are held, those that concern everybody not among them. */
  int records() {
    return held.values().stream().mapToInt(SubjectHistory::records).sum();
  }

  @Override
  public void put(SubjectKey key, SubjectHistory value) {
    written.add(key);
    held.put(key, value);
  }

  @Override
  public ReadableState<SubjectHistory> computeIfAbsent(
      SubjectKey key, Function<? super SubjectKey, ? extends SubjectHistory> mapping) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(SubjectKey key) {
    written.add(key);
    held.remove(key);
  }

  @Override
  public ReadableState<SubjectHistory> get(SubjectKey key) {
    read.add(key);
    return new Now<>(held.get(key));
  }

  @Override
  public ReadableState<SubjectHistory> getOrDefault(
      SubjectKey key, @Nullable SubjectHistory otherwise) {
    read.add(key);
    return new Now<>(held.getOrDefault(key, otherwise));
  }

  @Override
  public ReadableState<Iterable<SubjectKey>> keys() {
    return new Now<>(Set.copyOf(held.keySet()));
  }

  @Override
  public ReadableState<Iterable<SubjectHistory>> values() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ReadableState<Iterable<Map.Entry<SubjectKey, SubjectHistory>>> entries() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ReadableState<Boolean> isEmpty() {
    return new Now<>(held.isEmpty());
  }

  @Override
  public void clear() {
    held.clear();
  }

  private static final class Bag implements BagState<RecordBlock> {
    private final List<RecordBlock> blocks = new ArrayList<>();

    @Override
    public void add(RecordBlock block) {
      blocks.add(block);
    }

    @Override
    public Iterable<RecordBlock> read() {
      return List.copyOf(blocks);
    }

    @Override
    public BagState<RecordBlock> readLater() {
      return this;
    }

    @Override
    public ReadableState<Boolean> isEmpty() {
      return new Now<>(blocks.isEmpty());
    }

    @Override
    public void clear() {
      blocks.clear();
    }
  }

  private record Now<T>(T value) implements ReadableState<T> {
    @Override
    public T read() {
      return value;
    }

    @Override
    public ReadableState<T> readLater() {
      return this;
    }
  }
}
