package com.skillforge.analytics.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A record as it came from Kafka or a file, not yet parsed. The byte arrays are shared, never
 * changed.
 */
public final class SourceRecord {
  /** The timestamp of a record from a source that keeps none. */
  public static final long NO_TIMESTAMP = -1;

  private final RecordPosition position;
  private final long timestampMillis;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;

  public SourceRecord(
      RecordPosition position,
      long timestampMillis,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    this.position = position;
    this.timestampMillis = timestampMillis;
    this.key = key;
    this.value = value;
  }

  public RecordPosition position() {
    return position;
  }

  /**
   * The broker's record timestamp in epoch milliseconds, or {@link #NO_TIMESTAMP} where there is
   * none (files: the record timestamp is the event time, which is not known yet).
   */
  public long timestampMillis() {
    return timestampMillis;
  }

  /** The record key; null when there is none. */
  public byte @Nullable [] key() {
    return key;
  }

  /** The record value; null is a tombstone. */
  public byte @Nullable [] value() {
    return value;
  }

  @Override
  public String toString() {
    return position.toString();
  }

  /** The coder of {@link SourceRecord}. */
  public static final class Coder extends AtomicCoder<SourceRecord> {
    private static final long serialVersionUID = 1L;
    private static final Coder INSTANCE = new Coder();
    private static final NullableCoder<byte[]> BYTES = NullableCoder.of(ByteArrayCoder.of());

    private Coder() {}

    public static Coder of() {
      return INSTANCE;
    }

    @Override
    public void encode(SourceRecord record, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(record.position.source(), out);
      StringUtf8Coder.of().encode(record.position.topic(), out);
      VarIntCoder.of().encode(record.position.partition(), out);
      VarLongCoder.of().encode(record.position.offset(), out);
      VarLongCoder.of().encode(record.timestampMillis, out);
      BYTES.encode(record.key, out);
      BYTES.encode(record.value, out);
    }

    @Override
    public SourceRecord decode(InputStream in) throws IOException {
      RecordPosition position =
          new RecordPosition(
              StringUtf8Coder.of().decode(in),
              StringUtf8Coder.of().decode(in),
              VarIntCoder.of().decode(in),
              VarLongCoder.of().decode(in));
      return new SourceRecord(
          position, VarLongCoder.of().decode(in), BYTES.decode(in), BYTES.decode(in));
    }
  }
}
