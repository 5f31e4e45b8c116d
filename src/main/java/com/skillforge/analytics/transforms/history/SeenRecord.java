package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import com.skillforge.analytics.model.RecordPosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/**
 * What a stream remembers of a record to recognize its copies.
 *
 * @param eventTimeMillis when it happened: after a horizon of event time it is forgotten
 * @param position where it was read
 */
record SeenRecord(long eventTimeMillis, RecordPosition position) {

  /** The coder of {@link SeenRecord}. */
  static final class Coder extends AtomicCoder<SeenRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(SeenRecord seen, OutputStream stream) throws IOException {
      ByteWriter out = new ByteWriter(64);
      out.zigzag(seen.eventTimeMillis());
      seen.position().write(out);
      ByteArrayCoder.of().encode(out.toByteArray(), stream);
    }

    @Override
    public SeenRecord decode(InputStream stream) throws IOException {
      ByteReader in = new ByteReader(ByteArrayCoder.of().decode(stream));
      return new SeenRecord(in.zigzag(), RecordPosition.read(in));
    }
  }
}
