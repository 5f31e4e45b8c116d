package com.skillforge.analytics.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** Encodes {@link RunCounts}; equal counts have equal bytes. */
public final class RunCountsCoder extends AtomicCoder<RunCounts> {
  private static final long serialVersionUID = 1L;
  private static final RunCountsCoder INSTANCE = new RunCountsCoder();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private RunCountsCoder() {}

  public static RunCountsCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RunCounts counts, OutputStream stream) throws IOException {
    ByteWriter out = new ByteWriter(256);
    counts.writeTo(out);
    BYTES.encode(out.toByteArray(), stream);
  }

  @Override
  public RunCounts decode(InputStream stream) throws IOException {
    return RunCounts.readFrom(new ByteReader(BYTES.decode(stream)));
  }

  @Override
  public void verifyDeterministic() {
    // The maps of the counts are sorted.
  }
}
