package com.skillforge.analytics.io.files;

import java.io.Serializable;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Whole lines of one file.
 *
 * @param path the file
 * @param start the first byte; 0 in a compressed file
 * @param end the byte after the last one; in a compressed file its compressed size
 * @param firstLine the number of the first line, from 0
 * @param fileTopic the topic that the file stands for; null when its lines are routed one by one
 */
record FileChunk(String path, long start, long end, long firstLine, @Nullable String fileTopic)
    implements Serializable {

  boolean compressed() {
    return isCompressed(path);
  }

  Optional<String> topic() {
    return Optional.ofNullable(fileTopic);
  }

  static boolean isCompressed(String path) {
    return path.endsWith(".gz");
  }
}
