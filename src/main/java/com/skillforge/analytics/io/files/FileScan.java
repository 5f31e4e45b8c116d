package com.skillforge.analytics.io.files;

import com.skillforge.analytics.io.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One pass over a file at launch: its content hash, and for a plain file where it can be cut so
 * that several workers read it, each knowing the numbers of its lines.
 *
 * @param sha256 of the bytes of the file, in lower-case hex
 * @param bytes the size of the file
 * @param lines how many lines it has; -1 in a compressed file
 */
record FileScan(String path, String sha256, long bytes, long lines, List<FileChunk> chunks) {

  /**
   * Reads a file once.
   *
   * @param chunkBytes chunks end with the first line end after so many bytes
   * @throws SourceException when the file cannot be read
   */
  static FileScan of(MatchResult.Metadata file, @Nullable String fileTopic, long chunkBytes) {
    String path = file.resourceId().toString();
    boolean compressed = FileChunk.isCompressed(path);
    MessageDigest digest = newDigest();
    List<FileChunk> chunks = new ArrayList<>();
    long bytes = 0;
    long lines = 0;
    long chunkStart = 0;
    long chunkLine = 0;
    boolean lineOpen = false;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Channels.newInputStream(FileSystems.open(file.resourceId()))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        for (int i = 0; i < read && !compressed; i++) {
          lineOpen = buffer[i] != '\n';
          if (!lineOpen) {
            lines++;
            long lineEnd = bytes + i + 1;
            if (lineEnd - chunkStart >= chunkBytes) {
              chunks.add(new FileChunk(path, chunkStart, lineEnd, chunkLine, fileTopic));
              chunkStart = lineEnd;
              chunkLine = lines;
            }
          }
        }
        bytes += read;
      }
    } catch (IOException e) {
      throw new SourceException("The file " + path + " cannot be read: " + e.getMessage(), e);
    }
    if (chunkStart < bytes) {
      chunks.add(new FileChunk(path, chunkStart, bytes, chunkLine, fileTopic));
    }
    long total = compressed ? -1 : lines + (lineOpen ? 1 : 0);
    return new FileScan(path, HexFormat.of().formatHex(digest.digest()), bytes, total, chunks);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
