package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.SourceException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** Turns the client's exceptions into one sentence that says what to do. */
public final class KafkaFailures {
  private KafkaFailures() {}

  /**
   * What went wrong, without any secret. The cause is not attached where its text may hold one.
   *
   * @param seconds how long the cluster was given to answer
   */
  public static SourceException translate(
      Throwable failure, KafkaConnection connection, long seconds) {
    String cluster = "Kafka at " + connection.bootstrapServers();
    String detail = connection.redact(message(failure));
    ConfigException config = causeOf(failure, ConfigException.class);
    if (config != null) {
      return new SourceException(
          cluster
              + " cannot be used with these settings, check --bootstrapServers and"
              + " --kafkaProperties: "
              + connection.redact(message(config)));
    }
    if (failure instanceof AuthenticationException) {
      return new SourceException(
          cluster + " refused the login, check the credentials in --kafkaProperties: " + detail);
    }
    if (failure instanceof AuthorizationException) {
      return new SourceException(
          cluster + " does not grant the right to read, ask for it: " + detail);
    }
    if (failure instanceof TimeoutException || failure instanceof RetriableException) {
      return new SourceException(
          cluster
              + " cannot be reached within "
              + seconds
              + " seconds; check --bootstrapServers, that the broker runs, and the security"
              + " settings in --kafkaProperties",
          failure);
    }
    return new SourceException(cluster + " cannot be read: " + detail);
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private static <T extends Throwable> T causeOf(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
