package com.skillforge.analytics.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  /** The roles whose properties each record type names itself. */
  private static final Set<Role> NAMED_BY_TYPE =
      EnumSet.of(Role.NAME, Role.ID, Role.EVENT_TIME, Role.NONE);

  private static RecordType type(String name) {
    return PLAN.recordType(name).orElseThrow();
  }

  private static String property(RecordType type, Role role) {
    return type.properties().get(type.indexOf(role)).name();
  }

  /** A role that is misspelt here would be one that no record has. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void thePlanHasAPropertyForEveryRole(Role role) {
    List<RecordType> types = PLAN.recordTypes().stream().filter(type -> type.has(role)).toList();
    assertThat(types).isNotEmpty();
    assertThat(types).allSatisfy(type -> assertThat(type.role(type.indexOf(role))).isEqualTo(role));
  }

  @Test
  void typesNameTheirNameIdAndEventTime() {
    assertThat(property(type("session_started"), Role.NAME)).isEqualTo("event_name");
    assertThat(property(type("session_started"), Role.ID)).isEqualTo("event_id");
    assertThat(property(type("session_started"), Role.EVENT_TIME)).isEqualTo("event_timestamp");
    assertThat(property(type("roster_assignment"), Role.NAME)).isEqualTo("record_type");
    assertThat(property(type("roster_assignment"), Role.ID)).isEqualTo("record_id");
    assertThat(property(type("roster_assignment"), Role.EVENT_TIME)).isEqualTo("assigned_at");
  }

  @Test
  void allOtherRolesHaveOneNameEverywhere() {
    for (RecordType type : PLAN.recordTypes()) {
      for (Role role : EnumSet.complementOf(EnumSet.copyOf(NAMED_BY_TYPE))) {
        assertThat(type.indexOf(role)).isEqualTo(type.indexOf(role.property()));
      }
    }
  }

  @Test
  void theRestHasNoRole() {
    RecordType roster = type("roster_assignment");
    assertThat(roster.role(roster.indexOf("unassigned_at"))).isEqualTo(Role.NONE);
    assertThat(roster.role(roster.indexOf("student_id"))).isEqualTo(Role.STUDENT);
    assertThat(roster.has(Role.USER)).isFalse();
    assertThat(roster.indexOf(Role.NONE)).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource(names = {"NAME", "ID", "EVENT_TIME", "NONE"})
  void aNameThatDependsOnTheTypeIsNotGuessed(Role role) {
    assertThat(NAMED_BY_TYPE).contains(role);
    assertThatThrownBy(role::property).isInstanceOf(IllegalStateException.class);
  }
}
