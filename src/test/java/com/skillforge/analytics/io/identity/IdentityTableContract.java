package com.skillforge.analytics.io.identity;

import static com.skillforge.analytics.testing.Links.link;
import static com.skillforge.analytics.testing.Links.merge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkLookup;
import com.skillforge.analytics.testing.Links;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a table of identity links does, in PostgreSQL as in a file. */
abstract class IdentityTableContract {
  /** A table that holds these links. */
  abstract IdentityTable table(List<IdentityLink> links);

  private List<IdentityLink> read(List<IdentityLink> links) {
    List<IdentityLink> read = new ArrayList<>();
    table(links).check().forEach(read::add);
    return read;
  }

  @Test
  void readsNothingFromAnEmptyTable() {
    assertThat(read(List.of())).isEmpty();
  }

  @Test
  void readsEveryKindOfLink() {
    List<IdentityLink> links =
        List.of(
            link(Alias.anonymousId("default", "0b1d"), "ann"),
            link(Alias.piiHash("default", 2, Links.hash("ann@")), "ann"),
            link(Alias.userId("default", "old"), "ann"),
            new IdentityLink(Alias.userId("north", "old, \"älter\""), "bob", "bob", null));

    assertThat(read(links)).containsExactlyInAnyOrderElementsOf(links);
  }

  @Test
  void followsMergesToTheirEnd() {
    assertThat(
            read(
                List.of(
                    merge("a", "b"),
                    merge("b", "c"),
                    merge("c", "d"),
                    link(Alias.anonymousId("default", "visitor"), "b"),
                    link(Alias.piiHash("default", 1, Links.hash("x")), "a"))))
        .extracting(link -> link.alias().value(), IdentityLink::resolvedUserId)
        .contains(tuple("a", "d"), tuple("b", "d"), tuple("c", "d"), tuple("visitor", "d"))
        .allSatisfy(pair -> assertThat(pair.toList().get(1)).isEqualTo("d"));
  }

  @Test
  void followsLongChains() {
    List<IdentityLink> chain =
        IntStream.range(0, 300).mapToObj(i -> merge("u" + i, "u" + (i + 1))).toList();

    assertThat(read(chain))
        .hasSize(300)
        .extracting(IdentityLink::resolvedUserId)
        .containsOnly("u300");
  }

  @Test
  void followsOnlyMergesOfUsers() {
    assertThat(
            read(
                List.of(
                    link(Alias.anonymousId("default", "visitor"), "ann"),
                    link(Alias.anonymousId("default", "ann"), "bob"))))
        .extracting(IdentityLink::resolvedUserId)
        .containsExactlyInAnyOrder("ann", "bob");
  }

  @Test
  void keepsTenantsApart() {
    assertThat(
            read(
                List.of(
                    link(Alias.userId("north", "a"), "b"), link(Alias.userId("south", "b"), "c"))))
        .extracting(IdentityLink::resolvedUserId)
        .containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void looksUpWhatReadingFinds() {
    List<IdentityLink> links =
        List.of(
            merge("a", "b"),
            merge("b", "c"),
            link(Alias.anonymousId("default", "visitor"), "a"),
            link(Alias.piiHash("north", 2, Links.hash("x")), "n"));
    IdentityTable table = table(links);
    Map<Alias, IdentityLink> expected = new HashMap<>();
    table.forEach(link -> expected.put(link.alias(), link));
    Set<Alias> wanted = new HashSet<>(expected.keySet());
    wanted.add(Alias.userId("default", "nobody"));
    wanted.add(Alias.piiHash("north", 1, Links.hash("x")));
    List<IdentityLink> fresh = new ArrayList<>();

    try (LinkLookup.Session session =
        table.lookup(10, Duration.ofMinutes(1), Duration.ofSeconds(1)).open()) {
      assertThat(session.find(wanted, fresh::add)).isEqualTo(expected);
      assertThat(session.find(wanted, fresh::add)).isEqualTo(expected);
    }
    assertThat(fresh).as("remembered").containsExactlyInAnyOrderElementsOf(expected.values());
  }

  @Test
  void lookingUpRefusesACycle() {
    IdentityTable table = table(List.of(merge("a", "b"), merge("b", "a")));

    try (LinkLookup.Session session =
        table.lookup(10, Duration.ofMinutes(1), Duration.ofSeconds(1)).open()) {
      assertThatThrownBy(() -> session.find(Set.of(Alias.userId("default", "a")), link -> {}))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("b → a → b");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'a>a', 'a → a'",
    "'b>a a>b', 'a → b → a'",
    "'a>b b>c c>a', 'a → b → c → a'",
    "'d>b b>c c>b', 'b → c → b'"
  })
  void refusesCyclesAndNamesThem(String merges, String cycle) {
    List<IdentityLink> links = new ArrayList<>(List.of(merge("x", "y")));
    for (String merge : merges.split(" ", -1)) {
      links.add(merge(merge.substring(0, 1), merge.substring(2)));
    }
    IdentityTable table = table(links);

    assertThatThrownBy(table::check)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("of tenant default in a cycle: " + cycle + ". Remove one");
    assertThatThrownBy(() -> table.forEach(link -> {})).isInstanceOf(SourceException.class);
  }
}
