package com.skillforge.analytics.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** Encodes a {@link DeadLetter}. */
public final class DeadLetterCoder extends AtomicCoder<DeadLetter> {
  private static final long serialVersionUID = 1L;
  private static final DeadLetterCoder INSTANCE = new DeadLetterCoder();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private DeadLetterCoder() {}

  public static DeadLetterCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(DeadLetter letter, OutputStream stream) throws IOException {
    ByteWriter out = new ByteWriter(letter.payload().length() + 256);
    out.text(letter.environment());
    out.text(letter.stage());
    out.varint(letter.violations().size());
    for (Violation violation : letter.violations()) {
      out.text(violation.code().name());
      out.text(violation.path());
      out.text(violation.message());
    }
    out.text(letter.payload());
    out.text(letter.position().source());
    out.text(letter.position().topic());
    out.varint(letter.position().partition());
    out.varint(letter.position().offset());
    out.zigzag(letter.recordTimestampMillis());
    BYTES.encode(out.toByteArray(), stream);
  }

  @Override
  public DeadLetter decode(InputStream stream) throws IOException {
    ByteReader in = new ByteReader(BYTES.decode(stream));
    String environment = in.text();
    String stage = in.text();
    List<Violation> violations = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      violations.add(new Violation(ErrorCode.valueOf(in.text()), in.text(), in.text()));
    }
    String payload = in.text();
    RecordPosition position =
        new RecordPosition(in.text(), in.text(), (int) in.varint(), in.varint());
    return new DeadLetter(environment, stage, violations, payload, position, in.zigzag());
  }

  @Override
  public void verifyDeterministic() {
    // Equal letters have equal bytes: every field is written in a fixed order.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
