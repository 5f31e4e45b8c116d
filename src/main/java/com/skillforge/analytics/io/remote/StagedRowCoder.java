package com.skillforge.analytics.io.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** The coder of {@link StagedRow}. */
public final class StagedRowCoder extends AtomicCoder<StagedRow> {
  private static final long serialVersionUID = 1L;
  private static final StagedRowCoder INSTANCE = new StagedRowCoder();

  private StagedRowCoder() {}

  public static StagedRowCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(StagedRow row, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(row.table(), out);
    StringUtf8Coder.of().encode(row.document(), out);
  }

  @Override
  public StagedRow decode(InputStream in) throws IOException {
    String table = StringUtf8Coder.of().decode(in);
    return new StagedRow(table, StringUtf8Coder.of().decode(in));
  }

  @Override
  public void verifyDeterministic() {
    // Two texts.
  }
}
