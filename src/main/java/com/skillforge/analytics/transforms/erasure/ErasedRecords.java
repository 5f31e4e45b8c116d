package com.skillforge.analytics.transforms.erasure;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Tells records of erased persons from those of others; for one thread.
 *
 * <p>A record goes when its sender has been erased, or one person whom it names. An anonymous id
 * and a hash say who the sender is only where no user id does: the browsers of a library are used
 * by many. From a list of persons the erased ones are taken out.
 */
final class ErasedRecords {
  private static final int MAX_REMEMBERED = 100_000;

  private final Map<Alias, Boolean> remembered = new HashMap<>();
  private ErasedIds ids = ErasedIds.NONE;

  /** Goes by another list from now on. */
  void use(ErasedIds known) {
    if (known != ids) {
      ids = known;
      remembered.clear();
    }
  }

  /** What may stay of a record: all of it, the record without erased persons, or nothing. */
  Optional<AnalyticsRecord> remaining(AnalyticsRecord record) {
    if (!ids.hasSomeOf(record.tenantId())) {
      return Optional.of(record);
    }
    return isOfErased(record) ? Optional.empty() : withoutErasedStudents(record);
  }

  private boolean isOfErased(AnalyticsRecord record) {
    String tenant = record.tenantId();
    Subject subject = record.subject();
    if (subject != null && subject.kind() == Subject.Kind.PERSON && isUser(tenant, subject.key())) {
      return true;
    }
    if (isUser(tenant, record.canonicalUserId())) {
      return true;
    }
    RecordType type = record.type();
    for (Role role : Role.ONE_USER) {
      if (type.has(role) && isUser(tenant, (String) record.value(type.indexOf(role)))) {
        return true;
      }
    }
    if (record.userId() != null) {
      return false;
    }
    String visitor = record.anonymousId();
    String hash = record.piiHash();
    return (visitor != null && isErased(Alias.anonymousId(tenant, visitor)))
        || (hash != null && isErased(Alias.piiHash(tenant, record.saltVersion(), hash)));
  }

  private Optional<AnalyticsRecord> withoutErasedStudents(AnalyticsRecord record) {
    RecordType type = record.type();
    if (!type.has(Role.STUDENTS)) {
      return Optional.of(record);
    }
    List<String> students = record.texts(Role.STUDENTS.property());
    List<String> others =
        students.stream().filter(student -> !isUser(record.tenantId(), student)).toList();
    if (others.size() == students.size()) {
      return Optional.of(record);
    }
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(record.toBuilder().value(Role.STUDENTS, others).build());
  }

  private boolean isUser(String tenantId, @Nullable String userId) {
    return userId != null && isErased(Alias.userId(tenantId, userId));
  }

  private boolean isErased(Alias alias) {
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    return remembered.computeIfAbsent(alias, ids::contains);
  }
}
