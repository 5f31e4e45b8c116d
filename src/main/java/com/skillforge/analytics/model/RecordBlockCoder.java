package com.skillforge.analytics.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/** Encodes a {@link RecordBlock}: count, earliest event time, bytes. */
public final class RecordBlockCoder extends AtomicCoder<RecordBlock> {
  private static final long serialVersionUID = 1L;
  private static final RecordBlockCoder INSTANCE = new RecordBlockCoder();
  private static final VarIntCoder COUNT = VarIntCoder.of();
  private static final BigEndianLongCoder TIME = BigEndianLongCoder.of();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private RecordBlockCoder() {}

  public static RecordBlockCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RecordBlock block, OutputStream out) throws IOException {
    COUNT.encode(block.count(), out);
    TIME.encode(block.minEventTimeMillis(), out);
    BYTES.encode(block.bytes(), out);
  }

  @Override
  public RecordBlock decode(InputStream in) throws IOException {
    int count = COUNT.decode(in);
    long minEventTime = TIME.decode(in);
    return new RecordBlock(BYTES.decode(in), count, minEventTime);
  }

  @Override
  public void verifyDeterministic() {
    // The same records added in the same order give the same bytes.
  }

  @Override
  public boolean consistentWithEquals() {
    return false;
  }
}
