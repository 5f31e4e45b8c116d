package com.skillforge.analytics.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/**
 * The coder of {@link SubjectKey}: equal keys have equal bytes, so that state may be keyed by it.
 */
public final class SubjectKeyCoder extends AtomicCoder<SubjectKey> {
  private static final long serialVersionUID = 1L;
  private static final SubjectKeyCoder INSTANCE = new SubjectKeyCoder();

  private SubjectKeyCoder() {}

  public static SubjectKeyCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(SubjectKey subject, OutputStream out) throws IOException {
    ByteWriter bytes = new ByteWriter(64);
    bytes.text(subject.tenantId());
    bytes.text(subject.kind().name());
    bytes.text(subject.name());
    ByteArrayCoder.of().encode(bytes.toByteArray(), out);
  }

  @Override
  public SubjectKey decode(InputStream in) throws IOException {
    ByteReader bytes = new ByteReader(ByteArrayCoder.of().decode(in));
    return new SubjectKey(bytes.text(), Subject.Kind.valueOf(bytes.text()), bytes.text());
  }

  @Override
  public void verifyDeterministic() {
    // Nothing but the three texts is written.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
