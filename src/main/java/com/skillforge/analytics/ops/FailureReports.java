package com.skillforge.analytics.ops;

import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports failures to Sentry. What is reported is what the caller says and nothing else: no message
 * of an exception, which may quote a record, no stack, no name of this machine or its user.
 */
public final class FailureReports {
  private static final Logger LOG = LoggerFactory.getLogger(FailureReports.class);

  /** How long the end of a run waits for Sentry at most. */
  private static final int PATIENCE_MILLIS = 3_000;

  private final String dsn;

  /**
   * Prepares to report; nothing of Sentry is loaded before there is a failure.
   *
   * @param dsn the address of the project
   */
  public FailureReports(String dsn) {
    this.dsn = dsn;
  }

  /**
   * Reports one failure, and waits until it has arrived, but not for long.
   *
   * @param sentence what failed, in words that hold no data
   * @param environment where
   * @param tags what the failure is found by
   * @param kind failures of one kind are one issue
   */
  public void report(
      String sentence, String environment, Map<String, String> tags, List<String> kind) {
    try {
      Sentry.init(this::configure);
      SentryEvent event = new SentryEvent();
      Message message = new Message();
      message.setMessage(sentence);
      event.setMessage(message);
      event.setLevel(SentryLevel.ERROR);
      event.setEnvironment(environment);
      event.setFingerprints(kind);
      tags.forEach(event::setTag);
      Sentry.captureEvent(event);
      Sentry.flush(PATIENCE_MILLIS);
      Sentry.close();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("--sentryDsn: the failure could not be reported: {}", e.getMessage());
    }
  }

  private void configure(SentryOptions options) {
    options.setDsn(dsn);
    options.setRelease(Version.current());
    options.setConnectionTimeoutMillis(PATIENCE_MILLIS / 2);
    options.setReadTimeoutMillis(PATIENCE_MILLIS / 2);
    options.setShutdownTimeoutMillis(0);
    options.setEnableExternalConfiguration(false);
    options.setEnableUncaughtExceptionHandler(false);
    options.setEnableShutdownHook(false);
    options.setEnableAutoSessionTracking(false);
    options.setAttachServerName(false);
    options.setAttachStacktrace(false);
    options.setAttachThreads(false);
    options.setSendModules(false);
    options.setSendClientReports(false);
    options.setMaxBreadcrumbs(0);
    options.setBeforeSend(
        (event, hint) -> {
          event.setUser(null); // whoever that would be
          return event;
        });
  }
}
