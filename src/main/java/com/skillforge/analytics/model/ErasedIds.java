package com.skillforge.analytics.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The names under which erased persons were known, as salted hashes: enough to recognise what must
 * not be stored again, and no more. Immutable; as a {@link SuppressionList} it never changes.
 */
public final class ErasedIds implements SuppressionList {
  private static final long serialVersionUID = 1L;

  /** Nobody has been erased. */
  public static final ErasedIds NONE = new ErasedIds(List.of());

  private static final int LONGEST_NAME = 256;
  private static final int HASH_DIGITS = 64;

  /** A text does not say by which salt a hash was made; salts are changed every year or so. */
  private static final int SALT_VERSIONS = 30;

  /**
   * One erased name.
   *
   * @param hash see {@link #hash}
   */
  public record Entry(String tenantId, String salt, String hash) {}

  /** Hashes by salt, by institution. An institution nearly always has one salt. */
  private final Map<String, Map<String, Set<String>>> byTenant = new HashMap<>();

  public ErasedIds(Collection<Entry> entries) {
    for (Entry entry : entries) {
      byTenant
          .computeIfAbsent(entry.tenantId(), tenant -> new HashMap<>(2))
          .computeIfAbsent(entry.salt(), salt -> new HashSet<>())
          .add(entry.hash());
    }
  }

  /** Everybody who is in any of some lists. */
  public static ErasedIds union(Collection<ErasedIds> lists) {
    if (lists.size() == 1) {
      return lists.iterator().next();
    }
    ErasedIds all = new ErasedIds(List.of());
    lists.forEach(
        list ->
            list.byTenant.forEach(
                (tenant, bySalt) ->
                    bySalt.forEach(
                        (salt, hashes) ->
                            all.byTenant
                                .computeIfAbsent(tenant, name -> new HashMap<>(2))
                                .computeIfAbsent(salt, name -> new HashSet<>())
                                .addAll(hashes))));
    return all;
  }

  @Override
  public ErasedIds ids() {
    return this;
  }

  public boolean isEmpty() {
    return byTenant.isEmpty();
  }

  /** Whether anybody of an institution has been erased. */
  public boolean hasSomeOf(String tenantId) {
    return byTenant.containsKey(tenantId);
  }

  /** Whether a name is that of somebody who has been erased. */
  public boolean contains(Alias alias) {
    Map<String, Set<String>> bySalt = byTenant.getOrDefault(alias.tenantId(), Map.of());
    return bySalt.entrySet().stream()
        .anyMatch(salted -> salted.getValue().contains(hash(salted.getKey(), alias)));
  }

  /**
   * Whether a text quotes the name of somebody who has been erased, as JSON does, or as JSON within
   * JSON does. Of which institution it is, such a text may not say.
   */
  public boolean isQuotedIn(@Nullable String text) {
    if (isEmpty() || text == null) {
      return false;
    }
    int start = text.indexOf('"');
    while (start >= 0) {
      int end = text.indexOf('"', start + 1);
      if (end < 0) {
        return false;
      }
      int last = end;
      while (last > start && text.charAt(last - 1) == '\\') {
        last--;
      }
      if (last > start + 1 && last - start <= LONGEST_NAME && isName(text, start + 1, last)) {
        return true;
      }
      start = end;
    }
    return false;
  }

  private boolean isName(String text, int start, int end) {
    String name = text.substring(start, end);
    return byTenant.keySet().stream()
        .anyMatch(
            tenant ->
                contains(Alias.userId(tenant, name))
                    || contains(Alias.anonymousId(tenant, name))
                    || isHash(tenant, name));
  }

  private boolean isHash(String tenant, String name) {
    return name.length() == HASH_DIGITS
        && LongStream.rangeClosed(1, SALT_VERSIONS)
            .anyMatch(version -> contains(Alias.piiHash(tenant, version, name)));
  }

  /**
   * The hash by which an erased name is kept: the lower-case hex SHA-256 of {@code
   * <salt>:<alias_type>:<alias>}. Warehouses compute the same in SQL.
   */
  public static String hash(String salt, Alias alias) {
    String text = salt + ":" + alias.type().label() + ":" + alias.value();
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
