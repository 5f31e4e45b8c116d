package com.skillforge.analytics.io.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.ReadBatches;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads newline-delimited JSON files, plain or compressed with gzip. Every line is one record,
 * blank lines too; its position is (path, topic, 0, line number from 0), and it has no timestamp.
 *
 * <p>A file that cannot be read to its end fails the pipeline with a {@link SourceException}.
 */
public final class FileSource implements EventSource<FileLines> {
  private static final long CHUNK_BYTES = 32L << 20;

  private final List<FileScan> files;
  private final TopicRouter router;

  private FileSource(List<FileScan> files, TopicRouter router) {
    this.files = List.copyOf(files);
    this.router = router;
  }

  /**
   * Finds the files, and reads them once to know what they hold.
   *
   * @param input see {@link InputFiles#match}
   * @throws SourceException when a pattern matches no file or a file cannot be read
   */
  public static FileSource open(String input, TopicRouter router) {
    return open(input, router, CHUNK_BYTES);
  }

  static FileSource open(String input, TopicRouter router, long chunkBytes) {
    List<FileScan> files = new ArrayList<>();
    for (MatchResult.Metadata file : InputFiles.match(input)) {
      String topic = router.topicOfFile(file.resourceId().getFilename()).orElse(null);
      files.add(FileScan.of(file, topic, chunkBytes));
    }
    return new FileSource(files, router);
  }

  @Override
  public PTransform<PBegin, PCollection<FileLines>> read() {
    return new ReadBatches<>(FileLines.class, batches());
  }

  /** What one worker reads at a time. */
  List<FileLines> batches() {
    List<FileLines> batches = new ArrayList<>();
    for (FileScan file : files) {
      file.chunks().forEach(chunk -> batches.add(new FileLines(chunk, router)));
    }
    return batches;
  }

  /**
   * Hands over all records in this thread, file by file and line by line.
   *
   * @throws SourceException when a file cannot be read to its end
   */
  public void forEach(Consumer<SourceRecord> consumer) {
    batches().forEach(lines -> lines.forEach(consumer));
  }

  /** The topics of the files that stand for one. */
  public Set<String> fileTopics() {
    Set<String> topics = new TreeSet<>();
    for (FileScan file : files) {
      file.chunks().forEach(chunk -> chunk.topic().ifPresent(topics::add));
    }
    return topics;
  }

  /** The files with their sizes and the SHA-256 of their bytes. */
  @Override
  public String describe() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("files");
    for (FileScan file : files) {
      array
          .addObject()
          .put("path", file.path())
          .put("bytes", file.bytes())
          .put("sha256", file.sha256());
    }
    return json.toString();
  }

  @Override
  public long size() {
    return files.stream().anyMatch(file -> file.lines() < 0)
        ? -1
        : files.stream().mapToLong(FileScan::lines).sum();
  }
}
