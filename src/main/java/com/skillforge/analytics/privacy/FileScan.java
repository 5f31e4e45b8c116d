package com.skillforge.analytics.privacy;

import com.skillforge.analytics.io.files.InputFiles;
import com.skillforge.analytics.io.files.TextLines;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Looks for raw PII in files: logs, metrics, NDJSON, any text, packed by gzip or not. A line that
 * is a JSON document counts as one; so do not its numbers.
 */
public final class FileScan {
  private final PiiFindings findings = new PiiFindings();

  /** What was looked at, and what was found. */
  public record Result(long files, long lines, List<PiiFinding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Looks at every line.
   *
   * @param input paths and patterns, see {@link InputFiles#match}
   * @throws com.skillforge.analytics.io.SourceException when a pattern matches nothing, or a file
   *     cannot be read
   */
  public Result run(String input) {
    Collection<MatchResult.Metadata> files = InputFiles.match(input);
    long[] lines = new long[1];
    for (MatchResult.Metadata file : files) {
      String path = file.resourceId().toString();
      TextLines.forEach(
          file,
          (number, text) -> {
            lines[0]++;
            findings.add(path, "", StoredText.maskedInJson(text), () -> "line " + number);
          });
    }
    return new Result(files.size(), lines[0], findings.all());
  }
}
