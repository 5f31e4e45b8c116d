package com.skillforge.analytics.io.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.testing.Links;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvIdentityTableTest extends IdentityTableContract {
  private static final String HEADER = "tenant_id,alias_type,alias,canonical_user_id,linked_at\n";

  @TempDir Path directory;

  @Override
  IdentityTable table(List<IdentityLink> links) {
    try {
      Path file = directory.resolve("links.csv");
      List<IdentityLink> quoted =
          links.stream()
              .map(
                  link ->
                      new IdentityLink(
                          new Alias(
                              link.alias().tenantId(),
                              link.alias().type(),
                              '"' + link.alias().value().replace("\"", "\"\"") + '"'),
                          link.canonicalUserId(),
                          link.resolvedUserId(),
                          link.linkedAtMillis()))
              .toList();
      return IdentityTable.csv(Links.write(quoted, file).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IdentityTable file(String text) throws IOException {
    Path file = directory.resolve("links.csv");
    Files.writeString(file, text);
    return IdentityTable.csv(file.toString());
  }

  @Test
  void readsColumnsInAnyOrderAndTheTimestampsOfPostgres() throws IOException {
    List<IdentityLink> read = new ArrayList<>();
    String text =
        """
        linked_at,alias,extra,tenant_id,canonical_user_id,alias_type
        2026-01-14 05:22:18.662+00,a,"x
        y",north,b,user_id
        2026-01-14T06:22:18.662+01:00,c,,north,d,user_id

        """;
    file("\uFEFF" + text.replace("\n", "\r\n")).check().forEach(read::add);

    long linkedAt = Instant.parse("2026-01-14T05:22:18.662Z").toEpochMilli();
    assertThat(read)
        .containsExactlyInAnyOrder(
            new IdentityLink(Alias.userId("north", "a"), "b", "b", linkedAt),
            new IdentityLink(Alias.userId("north", "c"), "d", "d", linkedAt));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "north,email,a,b, | column alias_type must be one of user_id, pii_hash, anonymous_id.",
        ",user_id,a,b, | column tenant_id must not be empty.",
        "north,user_id,,b, | column alias must not be empty.",
        "north,user_id,a,, | column canonical_user_id must not be empty.",
        "north,pii_hash,abc,b, | column alias must be v<salt version>:<64 lower-case hex digits>",
        "north,user_id,a,b,yesterday | column linked_at must be a time with its offset from UTC",
        "north,user_id,a,b,2026-01-14T05:22:18 | column linked_at must be a time with its offset",
        "north,user_id,a,b | there are 4 values for 5 columns.",
        "north,user_id,a,\"b,c | this or a following line is no CSV in UTF-8.",
        "north,user_id,a,\"b\"c, | this or a following line is no CSV in UTF-8.",
        "north,user_id,x,z, | column alias names the same alias as line 2",
      })
  void namesLineAndColumnOfARowThatIsNotALink(String row, String problem) throws IOException {
    IdentityTable table = file(HEADER + "north,user_id,x,y,\n" + row + "\n");

    assertThatThrownBy(table::check)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("Line 3 of " + directory.resolve("links.csv") + ": " + problem);
  }

  @Test
  void countsTheLineBreaksInsideOfValues() throws IOException {
    IdentityTable table = file(HEADER + "north,user_id,\"x\ny\",z,\nnorth,email,a,b,\n");

    assertThatThrownBy(table::check).hasMessageStartingWith("Line 4 of ");
  }

  @Test
  void namesAColumnThatTheHeaderLacks() throws IOException {
    IdentityTable table = file("tenant_id,alias_type,alias,canonical_user\n");

    assertThatThrownBy(table::check)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("the header lacks canonical_user_id, it must name tenant_id,alias");
  }

  @Test
  void saysThatAFileIsNotUtf8OrNotThere() throws IOException {
    Path file = directory.resolve("latin.csv");
    Files.write(file, (HEADER + "north,user_id,ä,b,\n").getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(IdentityTable.csv(file.toString())::check)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(IdentityTable.csv(directory.resolve("none.csv").toString())::check)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("none.csv cannot be read");
  }
}
