package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Within what ids are compared, and the id: tenant, sender and record id in 16 bytes, the first of
 * their SHA-256, so that no two records share one by accident or intent.
 */
record RecordIdentity(long high, long low) {

  static RecordIdentity of(AnalyticsRecord record) {
    String text = String.join("\n", record.tenantId(), record.sender(), record.recordId());
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    return new RecordIdentity(hash.getLong(), hash.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** One of so many parts, in each of which about as many identities lie. */
  int partOf(int parts) {
    return (int) Math.floorMod(low, (long) parts);
  }
}
