package com.skillforge.analytics.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** Encodes a {@link DuplicateRecord}. */
public final class DuplicateRecordCoder extends AtomicCoder<DuplicateRecord> {
  private static final long serialVersionUID = 1L;
  private static final DuplicateRecordCoder INSTANCE = new DuplicateRecordCoder();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private DuplicateRecordCoder() {}

  public static DuplicateRecordCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(DuplicateRecord duplicate, OutputStream stream) throws IOException {
    ByteWriter out = new ByteWriter(256);
    out.text(duplicate.environment());
    out.text(duplicate.tenantId());
    out.text(duplicate.recordType());
    out.text(duplicate.recordId());
    out.zigzag(duplicate.eventTimeMillis());
    duplicate.position().write(out);
    out.zigzag(duplicate.recordTimestampMillis());
    duplicate.kept().write(out);
    BYTES.encode(out.toByteArray(), stream);
  }

  @Override
  public DuplicateRecord decode(InputStream stream) throws IOException {
    ByteReader in = new ByteReader(BYTES.decode(stream));
    return new DuplicateRecord(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.zigzag(),
        RecordPosition.read(in),
        in.zigzag(),
        RecordPosition.read(in));
  }
}
