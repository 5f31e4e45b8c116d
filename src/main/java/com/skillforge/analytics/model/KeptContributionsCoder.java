package com.skillforge.analytics.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** The coder of {@link KeptContributions}. */
public final class KeptContributionsCoder extends AtomicCoder<KeptContributions> {
  private static final long serialVersionUID = 1L;
  private static final KeptContributionsCoder INSTANCE = new KeptContributionsCoder();

  private KeptContributionsCoder() {}

  public static KeptContributionsCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(KeptContributions kept, OutputStream out) throws IOException {
    ByteWriter bytes = new ByteWriter(256);
    bytes.text(kept.subject().tenantId());
    bytes.text(kept.subject().kind().name());
    bytes.text(kept.subject().name());
    bytes.zigzag(kept.changesAtMillis());
    if (kept.packed() != null) {
      bytes.text(kept.packed());
    }
    ByteArrayCoder.of().encode(bytes.toByteArray(), out);
  }

  @Override
  public KeptContributions decode(InputStream in) throws IOException {
    ByteReader bytes = new ByteReader(ByteArrayCoder.of().decode(in));
    SubjectKey subject =
        new SubjectKey(bytes.text(), Subject.Kind.valueOf(bytes.text()), bytes.text());
    long changesAt = bytes.zigzag();
    return new KeptContributions(subject, bytes.hasMore() ? bytes.text() : null, changesAt);
  }
}
