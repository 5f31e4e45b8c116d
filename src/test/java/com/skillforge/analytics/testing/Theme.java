package com.skillforge.analytics.testing;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** What a history is about: with few records, only those of one KPI get in each other's way. */
enum Theme {
  STUDENTS {
    @Override
    Arbitrary<Shape> own() {
      return StudentShapes.any();
    }
  },
  READINESS {
    @Override
    Arbitrary<Shape> own() {
      return Arbitraries.oneOf(
          PlatformShapes.assessments(),
          PlatformShapes.assessments(),
          PlatformShapes.recalculations());
    }
  },
  COHORTS {
    @Override
    Arbitrary<Shape> own() {
      return Arbitraries.oneOf(
          PlatformShapes.cohorts(), PlatformShapes.assessments(), PlatformShapes.recalculations());
    }
  },
  RESUMES {
    @Override
    Arbitrary<Shape> own() {
      return Arbitraries.oneOf(PlatformShapes.uploads(), PlatformShapes.plansFromResumes());
    }
  },
  PLANNER {
    @Override
    Arbitrary<Shape> own() {
      return PlatformShapes.timings();
    }
  },
  ROSTER {
    @Override
    Arbitrary<Shape> own() {
      return Arbitraries.oneOf(PlatformShapes.roster(), PlatformShapes.sessions());
    }
  },
  RELEASES {
    @Override
    Arbitrary<Shape> own() {
      return Arbitraries.oneOf(
          PlatformShapes.releases(), PlatformShapes.jobs(), PlatformShapes.jobs());
    }
  },
  EVERYTHING {
    @Override
    Arbitrary<Shape> own() {
      return Arbitraries.of(Arrays.stream(values()).filter(theme -> theme != EVERYTHING).toList())
          .flatMap(Theme::own);
    }
  };

  /** The records that the theme is about. */
  abstract Arbitrary<Shape> own();

  /** Those, and now and then somebody opts out. */
  Arbitrary<Shape> shapes() {
    return Arbitraries.frequencyOf(
        Tuple.of(20, own()),
        Tuple.of(1, StudentShapes.optOuts()),
        Tuple.of(2, StudentShapes.briefOptOuts()),
        Tuple.of(1, StudentShapes.staleFlags()));
  }
}
