package com.skillforge.analytics.testing.cloud.snowflake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Where Snowflake finds staged files: a bucket, or a folder of this machine. */
final class SnowflakeStorage {
  private static final String GCS = "gcs://";

  private final Function<String, byte[]> objects;
  private final BiConsumer<String, byte[]> write;

  /**
   * Creates the storage.
   *
   * @param objects the bytes of an object by {@code gs://bucket/name}; fails when there is none
   * @param write makes an object of the name
   */
  SnowflakeStorage(Function<String, byte[]> objects, BiConsumer<String, byte[]> write) {
    this.objects = objects;
    this.write = write;
  }

  /**
   * Makes a file.
   *
   * @param address {@code gcs://bucket/name}, or a path
   */
  void write(String address, byte[] bytes) {
    if (address.startsWith("gs://")) {
      throw SnowflakeError.compilation("invalid URL prefix found in: '" + address + "'");
    }
    if (address.startsWith(GCS)) {
      write.accept("gs://" + address.substring(GCS.length()), bytes);
      return;
    }
    try {
      Files.createDirectories(Path.of(address).getParent());
      Files.write(Path.of(address), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
