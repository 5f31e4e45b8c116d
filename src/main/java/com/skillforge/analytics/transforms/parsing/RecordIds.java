package com.skillforge.analytics.transforms.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * Identities of records that carry none: a UUIDv5 of what was received, so that an exact redelivery
 * has the same identity.
 */
final class RecordIds {
  private static final UUID NAMESPACE =
      Uuid5.of(Uuid5.URL, "https://skillforge.example/analytics/records".getBytes(UTF_8));

  private RecordIds() {}

  /** The identity of a JSON object, from its canonical form (RFC 8785). */
  static String ofJson(byte[] json) {
    try {
      return of(new JsonCanonicalizer(json).getEncodedUTF8());
    } catch (IOException e) {
      throw new IllegalStateException("valid JSON was refused by the canonicalizer", e);
    }
  }

  /** The identity of a tombstone: the key alone would make all tombstones of a key the same. */
  static String ofTombstone(String key, long offset) {
    return of(("tombstone|" + key + offset).getBytes(UTF_8));
  }

  private static String of(byte[] name) {
    return Uuid5.of(NAMESPACE, name).toString();
  }
}
