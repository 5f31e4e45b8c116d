package com.skillforge.analytics.model.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KpiDeclarationTest {
  private static final Figure DONE = Figure.count("done");
  private static final Figure ALL = Figure.count("all_units");
  private static final Figure SHARE = Figure.share("share");

  private static KpiDeclaration declared(Bounds bounds, Figure... measures) {
    return declared(bounds, new Disclosure.Everything(), measures);
  }

  private static KpiDeclaration declared(Bounds bounds, Disclosure disclosure, Figure... measures) {
    return KpiDeclaration.of(
        "a_kpi",
        1,
        "A row",
        DONE,
        ALL,
        SHARE,
        Composition.UNITS,
        bounds,
        List.of(measures),
        disclosure);
  }

  @Test
  void twoFiguresCannotShareAColumn() {
    assertThatThrownBy(() -> declared(new Bounds.Share(), Figure.share("done")))
        .hasMessage("a_kpi has two figures named done");
  }

  @Test
  void whatTheBoundsNeedIsDeclared() {
    Figure settled = Figure.count("settled");
    assertThat(declared(new Bounds.Conversion(settled), settled).measures())
        .containsExactly(settled);
    assertThatThrownBy(() -> declared(new Bounds.Conversion(settled)))
        .hasMessage("a_kpi does not declare all of the measures that its bounds need");
  }

  @Test
  void theNumberOfPeopleIsDeclared() {
    Figure people = Figure.count("people");
    Disclosure groups = Disclosure.Groups.of(people, Disclosure.Cut.PERSONA);
    assertThat(declared(new Bounds.Share(), groups, people).disclosure()).isEqualTo(groups);
    assertThatThrownBy(() -> declared(new Bounds.Share(), groups))
        .hasMessage("a_kpi does not declare the figure that says how many people a row is of");
  }
}
