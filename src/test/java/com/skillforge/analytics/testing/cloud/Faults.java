package com.skillforge.analytics.testing.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong in a stand-in, and when. A test plans it, for example {@code
 * faults.on("jobs.insert").times(2).refuse(503, "backendError")}; the stand-in asks with every call
 * it gets. The names of the steps are those of the stand-in.
 */
public final class Faults {
  private final List<Plan> plans = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();

  /** Begins a plan for the next call of a step; it counts from the calls after this one. */
  public Plan on(String step) {
    return new Plan(step);
  }

  /** Forgets all plans, also those that have not come to pass. */
  public synchronized void clear() {
    plans.clear();
  }

  /** Whether every planned fault has come to pass. */
  public boolean allHappened() {
    return outstanding().isEmpty();
  }

  /** The steps of faults that were planned and have not come to pass. */
  public synchronized List<String> outstanding() {
    return plans.stream().filter(plan -> !plan.happened).map(plan -> plan.step).toList();
  }

  /** The steps of all calls so far, in the order in which they came. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** How often a step was called so far. */
  public synchronized int count(String step) {
    return Collections.frequency(calls, step);
  }

  /** Notes a call; gives the fault that it is to have. For stand-ins. */
  public Optional<Fault> next(String step) {
    Plan due;
    synchronized (this) {
      calls.add(step);
      List<Plan> ofStep = plans.stream().filter(plan -> plan.step.equals(step)).toList();
      ofStep.forEach(plan -> plan.seen++);
      due = ofStep.stream().filter(Plan::isDue).findFirst().orElse(null);
      if (due == null) {
        return Optional.empty();
      }
      due.happen();
    }
    due.action.run();
    return Optional.ofNullable(due.fault);
  }

  /** When a fault happens; one of the methods without a plan as its result says which. */
  public final class Plan {
    private final String step;
    private int skip;
    private int seen;
    private int times = 1;
    private boolean happened;
    private Fault fault;
    private Runnable action = () -> {};

    private Plan(String step) {
      this.step = step;
    }

    /** Lets some calls of the step pass before. */
    public Plan after(int calls) {
      skip = calls;
      return this;
    }

    /** To how many calls it happens; once unless said otherwise. */
    public Plan times(int calls) {
      times = calls;
      return this;
    }

    /** It happens to every call from then on. */
    public Plan always() {
      return times(Integer.MAX_VALUE);
    }

    public void refuse(int status, String reason) {
      add(new Fault.Refuse(status, reason));
    }

    public void dropBefore() {
      add(new Fault.DropBefore());
    }

    public void dropAfter() {
      add(new Fault.DropAfter());
    }

    public void delay(Duration time) {
      add(new Fault.Delay(time));
    }

    public void breakWith(String message) {
      add(new Fault.Break(message));
    }

    /** Runs an action of the test when the call comes, such as killing the client; then serves. */
    public void run(Runnable what) {
      action = what;
      add(null);
    }

    private void add(Fault what) {
      fault = what;
      synchronized (Faults.this) {
        plans.add(this);
      }
    }

    private boolean isDue() {
      return seen > skip && times > 0;
    }

    private void happen() {
      happened = true;
      if (times != Integer.MAX_VALUE) {
        times--;
      }
    }
  }
}
