package com.skillforge.analytics.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.EachRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
  private static final String TIMING = "{\"record_type\":\"page_timing\"}";

  private final TopicRouter router = new TopicRouter(TrackingPlan.builtIn());

  @TempDir Path directory;

  @Test
  void readsADirectoryInAPipeline() throws IOException {
    Path events = write("analytics.events.student.ndjson", "one\r\n\ntwo");
    Path mixed = writeGzip("mixed.ndjson.gz", TIMING + "\nthree\n");
    write("notes.txt", "not an input");

    FileSource source = FileSource.open(directory.toString(), router);
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(
            pipeline
                .apply("Read", source.read())
                .apply(ParDo.of(new EachRecord()))
                .setCoder(SourceRecord.Coder.of())
                .apply(MapElements.into(TypeDescriptors.strings()).via(FileSourceTest::describe)))
        .containsInAnyOrder(
            events + " analytics.events.student-0@0 -1 one",
            events + " analytics.events.student-0@1 -1 ",
            events + " analytics.events.student-0@2 -1 two",
            mixed + " frontend.timings-0@0 -1 " + TIMING,
            mixed + " analytics.events.student-0@1 -1 three");
    pipeline.run().waitUntilFinish();
    assertThat(source.size()).isEqualTo(-1);
  }

  @Test
  void readsSeveralPatternsAndEachFileOnce() throws IOException {
    Path a = write("a.ndjson", "1\n");
    Path b = write("b.ndjson", "2\n");
    FileSource source =
        FileSource.open(directory + "/{a,c}.ndjson, " + directory + "/*.ndjson," + b, router);
    assertThat(read(source))
        .containsExactly(
            a + " analytics.events.student-0@0 -1 1", b + " analytics.events.student-0@0 -1 2");
    assertThat(source.size()).isEqualTo(2);
  }

  @Test
  void knowsTheLineNumbersOfEveryPartOfALargeFile() throws Exception {
    List<String> lines = IntStream.range(0, 1000).mapToObj(i -> "line " + i).toList();
    Path file = write("big.ndjson", String.join("\n", lines));
    FileSource source = FileSource.open(file.toString(), router, 500);

    assertThat(source.batches()).hasSizeBetween(10, 30);
    assertThat(source.size()).isEqualTo(1000);
    assertThat(read(source))
        .containsExactlyElementsOf(
            IntStream.range(0, 1000)
                .mapToObj(i -> file + " analytics.events.student-0@" + i + " -1 line " + i)
                .toList());
  }

  @Test
  void describesTheContentNotTheTimeOfItsWriting() throws IOException {
    Path file = write("a.ndjson", "1\n2\n");
    String description = FileSource.open(file.toString(), router).describe();
    assertThat(description)
        .isEqualTo(
            "{\"files\":[{\"path\":\""
                + file
                + "\",\"bytes\":4,\"sha256\":"
                + "\"a6e2b7a040683432de03a18fd8a1939a2fdf82585b364bfc874bdd4095c4cae1\"}]}");
    write("a.ndjson", "1\n2\n");
    assertThat(FileSource.open(file.toString(), router).describe()).isEqualTo(description);
    write("a.ndjson", "1\n3\n");
    assertThat(FileSource.open(file.toString(), router).describe()).isNotEqualTo(description);
  }

  @Test
  void readsAnEmptyFile() throws IOException {
    FileSource source = FileSource.open(write("empty.ndjson", "").toString(), router);
    assertThat(read(source)).isEmpty();
    assertThat(source.size()).isZero();
  }

  @Test
  void namesThePatternThatMatchesNothing() throws IOException {
    write("a.ndjson", "1\n");
    String missing = directory + "/*.jsonl";
    assertThatThrownBy(() -> FileSource.open(directory + "/a.ndjson," + missing, router))
        .isInstanceOf(SourceException.class)
        .hasMessage("No file matches --input=" + missing + "; check the path");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> FileSource.open(empty.toString(), router))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "No file matches --input="
                + empty
                + ": the directory holds no .ndjson or .ndjson.gz file; check the path");
  }

  @Test
  void saysWhereAGzipFileIsDamaged() throws IOException {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 50_000).forEach(i -> text.append("line ").append(i * 7919L).append('\n'));
    byte[] whole = gzip(text.toString());
    Path cut =
        Files.write(directory.resolve("cut.ndjson.gz"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> read(FileSource.open(cut.toString(), router)))
        .isInstanceOf(SourceException.class)
        .hasMessageMatching(
            "The file .*cut.ndjson.gz is not a valid gzip file \\(line \\d{4,5}\\): .+");
    Path plain = write("plain.ndjson.gz", "{}\n");
    assertThatThrownBy(() -> read(FileSource.open(plain.toString(), router)))
        .isInstanceOf(SourceException.class)
        .hasMessage("The file " + plain + " is not a valid gzip file (line 1): Not in GZIP format");
  }

  @Test
  void readsGzipFilesOfSeveralMembers() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip("1\n"));
    members.write(gzip("2\n"));
    Path file = Files.write(directory.resolve("a.ndjson.gz"), members.toByteArray());
    assertThat(read(FileSource.open(file.toString(), router))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ndjson", "a.ndjson.gz"})
  void skipsTheByteOrderMarkAtTheStartOfAFile(String name) throws IOException {
    String text = "\ufeffone\r\n\ufefftwo";
    Path file = name.endsWith(".gz") ? writeGzip(name, text) : write(name, text);
    assertThat(read(FileSource.open(file.toString(), router)))
        .containsExactly(
            file + " analytics.events.student-0@0 -1 one",
            file + " analytics.events.student-0@1 -1 \ufefftwo");
  }

  @Test
  void takesAPathThatExistsAsItIsWritten() throws IOException {
    Path exports = Files.createDirectory(directory.resolve("my files [v2] {old}"));
    Path file = Files.writeString(exports.resolve("a b?.ndjson"), "1\n");
    Files.writeString(directory.resolve("a.ndjson"), "2\n");
    List<String> one = List.of(file + " analytics.events.student-0@0 -1 1");
    assertThat(read(FileSource.open(file.toString(), router))).isEqualTo(one);
    assertThat(read(FileSource.open(exports.toString(), router))).isEqualTo(one);
    assertThat(read(FileSource.open(exports + "/a*.ndjson", router))).isEqualTo(one);
    assertThat(read(FileSource.open(exports + "/*.{ndjson,json}", router))).isEqualTo(one);
  }

  @Test
  void patternsLookAsDeepAsTheyHaveLevels() throws IOException {
    Path deep = Files.createDirectories(directory.resolve("2026/01"));
    Path file = Files.writeString(deep.resolve("a.ndjson"), "1\n");
    String found = file + " analytics.events.student-0@0 -1 1";
    assertThat(read(FileSource.open(directory + "/*/*/*.ndjson", router))).containsExactly(found);
    assertThat(read(FileSource.open(directory + "/**.ndjson", router))).containsExactly(found);
    assertThatThrownBy(() -> FileSource.open(directory + "/*/*.ndjson", router))
        .isInstanceOf(SourceException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/evnts.ndjson", "/no*pe.ndjson", "/nope/*/x.ndjson", "/nope/"})
  void aMisspeltPathUnderTheRootIsAnError(String missing) {
    assertThatThrownBy(() -> FileSource.open(missing, router))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("No file matches --input=" + missing);
  }

  /** A search that goes deeper than the pattern walks the whole disk for a misspelt path. */
  @Test
  void aSearchGoesNoDeeperThanThePatternHasLevels() {
    assertThat(LocalFiles.depth(Path.of("no*pe.ndjson"))).isEqualTo(1);
    assertThat(LocalFiles.depth(Path.of("nope", "*", "x.ndjson"))).isEqualTo(3);
    assertThat(LocalFiles.depth(Path.of("**.ndjson"))).isEqualTo(Integer.MAX_VALUE);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path writeGzip(String name, String text) throws IOException {
    return Files.write(directory.resolve(name), gzip(text));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<String> read(FileSource source) throws IOException {
    List<String> records = new ArrayList<>();
    for (SourceRecord record : EachRecord.of(source.batches())) {
      records.add(describe(record));
    }
    return records;
  }

  private static String describe(SourceRecord record) {
    return record.position().source()
        + " "
        + record
        + " "
        + record.timestampMillis()
        + " "
        + new String(record.value(), UTF_8);
  }
}
