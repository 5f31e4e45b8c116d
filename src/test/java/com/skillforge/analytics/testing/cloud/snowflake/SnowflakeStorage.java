package com.skillforge.analytics.testing.cloud.snowflake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Where Snowflake finds staged files: a bucket, or a folder of this machine. */
final class SnowflakeStorage {
  private static final String GCS = "gcs://";

  private final Function<String, byte[]> objects;

  /**
   * Creates the storage.
   *
   * @param objects the bytes of an object by {@code gs://bucket/name}; fails when there is none
   */
  SnowflakeStorage(Function<String, byte[]> objects) {
    this.objects = objects;
  }

  /**
   * A file's bytes.
   *
   * @param address {@code gcs://bucket/name}, or a path
   */
  byte[] read(String address) {
    if (address.startsWith("gs://")) {
      throw SnowflakeError.compilation("invalid URL prefix found in: '" + address + "'");
    }
    try {
      return address.startsWith(GCS)
          ? objects.apply("gs://" + address.substring(GCS.length()))
          : Files.readAllBytes(Path.of(address));
    } catch (IOException | RuntimeException e) {
      throw new SnowflakeError("091016", "22000", "Remote file '" + address + "' was not found.");
    }
  }

  /** The text of a file's bytes. */
  static String text(byte[] bytes, boolean gzip) {
    if (!gzip) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What tells two versions of a file apart. */
  static String tag(byte[] bytes) {
    return Integer.toHexString(Arrays.hashCode(bytes));
  }
}
