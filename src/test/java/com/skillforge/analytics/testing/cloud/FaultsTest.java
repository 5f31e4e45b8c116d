package com.skillforge.analytics.testing.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Faults faults = new Faults();

  @Test
  void aFaultHappensToThePlannedCallsOnly() {
    faults.on("load").after(1).times(2).refuse(503, "backendError");

    assertThat(faults.next("load")).isEmpty();
    assertThat(faults.next("query")).isEmpty();
    assertThat(faults.allHappened()).isFalse();
    assertThat(faults.next("load")).contains(new Fault.Refuse(503, "backendError"));
    assertThat(faults.next("load")).contains(new Fault.Refuse(503, "backendError"));
    assertThat(faults.next("load")).isEmpty();

    assertThat(faults.allHappened()).isTrue();
    assertThat(faults.calls()).containsExactly("load", "query", "load", "load", "load");
    assertThat(faults.count("load")).isEqualTo(4);
  }

  @Test
  void aPermanentFaultLastsUntilItIsTakenBack() {
    faults.on("load").always().dropBefore();

    assertThat(faults.next("load")).contains(new Fault.DropBefore());
    assertThat(faults.next("load")).contains(new Fault.DropBefore());
    faults.clear();
    assertThat(faults.next("load")).isEmpty();
  }

  @Test
  void anActionRunsBeforeTheCallIsServed() {
    List<String> done = new ArrayList<>();
    faults.on("commit").run(() -> done.add("killed"));

    assertThat(faults.next("commit")).isEmpty();

    assertThat(done).containsExactly("killed");
  }
}
