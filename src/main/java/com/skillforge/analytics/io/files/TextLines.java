package com.skillforge.analytics.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.skillforge.analytics.io.SourceException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.channels.Channels;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * The lines of a file of any kind, as text. Nothing of it is left out, and little of it is in
 * memory: a line that is longer than {@link #LONGEST} characters comes in pieces, each of which
 * begins with the last {@link #OVERLAP} characters of the one before.
 */
public final class TextLines {
  /** Longer than any record: those are whole. */
  static final int LONGEST = 2 << 20;

  static final int OVERLAP = 1024;

  private static final int BUFFER = 1 << 16;

  private TextLines() {}

  /** Takes lines. */
  public interface Consumer {
    /**
     * Takes a line, or a piece of one.
     *
     * @param number that of the line, from 1
     */
    void accept(long number, String text);
  }

  /**
   * Hands over all lines of a file; one whose name ends with {@code .gz} is unpacked.
   *
   * @throws SourceException when the file cannot be read to its end
   */
  public static void forEach(MatchResult.Metadata file, Consumer lines) {
    String path = file.resourceId().toString();
    try (InputStream bytes =
            new BufferedInputStream(
                Channels.newInputStream(FileSystems.open(file.resourceId())), BUFFER);
        Reader text =
            new InputStreamReader(
                FileChunk.isCompressed(path) ? new GZIPInputStream(bytes, BUFFER) : bytes, UTF_8)) {
      read(text, lines);
    } catch (ZipException | EOFException e) {
      throw new SourceException("The file " + path + " is not a valid gzip file.", e);
    } catch (IOException e) {
      throw new SourceException("The file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void read(Reader text, Consumer lines) throws IOException {
    char[] buffer = new char[BUFFER];
    StringBuilder line = new StringBuilder();
    long number = 1;
    boolean continued = false;
    for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          lines.accept(number++, line.toString());
          line.setLength(0);
          continued = false;
          continue;
        }
        line.append(buffer[i]);
        if (line.length() == LONGEST) {
          lines.accept(number, line.toString());
          line.delete(0, LONGEST - OVERLAP);
          continued = true;
        }
      }
    }
    if (line.length() > (continued ? OVERLAP : 0)) {
      lines.accept(number, line.toString());
    }
  }
}
