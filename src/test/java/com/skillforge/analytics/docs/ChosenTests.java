package com.skillforge.analytics.docs;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs tests in a process whose class path and directory are those of a copy of the project: first
 * those that write derived files, to write them, then those and others, to compare.
 */
final class ChosenTests {
  private static final String REGENERATE = "regenerate";

  private ChosenTests() {}

  /**
   * Runs them, says which have failed, and ends with 0 when none has.
   *
   * @param args how many classes write derived files, their names, and then other classes, or
   *     methods as {@code class#method}
   */
  public static void main(String[] args) {
    List<String> all = Arrays.asList(args).subList(1, args.length);
    System.setProperty(REGENERATE, "true");
    run(all.subList(0, Integer.parseInt(args[0])));
    System.clearProperty(REGENERATE);
    TestExecutionSummary summary = run(all);
    summary
        .getFailures()
        .forEach(
            failure ->
                System.out.println(
                    failure.getTestIdentifier().getUniqueId() + "\n" + failure.getException()));
    System.out.println(summary.getTestsSucceededCount() + " tests succeeded");
    System.exit(summary.getTotalFailureCount() == 0 ? 0 : 1);
  }

  private static TestExecutionSummary run(List<String> names) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(names.stream().map(ChosenTests::selector).toList())
                .build(),
            listener);
    return listener.getSummary();
  }

  private static DiscoverySelector selector(String name) {
    String[] parts = name.split("#", 2);
    try {
      Class<?> type = Class.forName(parts[0]);
      return parts.length == 1 ? selectClass(type) : selectMethod(type, method(type, parts[1]));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("There is no test " + name, e);
    }
  }

  /** Properties have parameters, by which JUnit would have to be told of them. */
  private static Method method(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
