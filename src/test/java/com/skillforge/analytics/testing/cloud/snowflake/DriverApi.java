package com.skillforge.analytics.testing.cloud.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.skillforge.analytics.testing.cloud.HttpAnswer;
import com.skillforge.analytics.testing.cloud.HttpCall;
import com.skillforge.analytics.testing.cloud.HttpStep;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The protocol of Snowflake's drivers. Steps: {@code login}, {@code logout}, and for a statement
 * its first word, such as {@code query.copy}, {@code query.begin}, {@code query.commit}.
 */
final class DriverApi implements HttpStep.Service {
  private static final Pattern TOKEN = Pattern.compile("Snowflake Token=\"([^\"]+)\"");

  private final SnowflakeEngine engine;
  private final SnowflakeUsers users;
  private final Map<String, SnowflakeSession> sessions = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Answers by request: a driver that lost one asks again under the same id. */
  private final Map<String, HttpAnswer> answered = new ConcurrentHashMap<>();

  DriverApi(SnowflakeEngine engine, SnowflakeUsers users) {
    this.engine = engine;
    this.users = users;
  }

  @Override
  public Optional<HttpStep> step(HttpCall call) {
    if (call.is("POST", "session", "v1", "login-request")) {
      return step("login", () -> login(call));
    }
    if (call.is("POST", "queries", "v1", "query-request")) {
      String sql = call.json().path("sqlText").asText();
      return step("query." + firstWord(sql), () -> query(call, sql));
    }
    if (call.is("POST", "session") && "true".equals(call.query().get("delete"))) {
      return step("logout", () -> logout(call));
    }
    return Optional.empty();
  }

  private static Optional<HttpStep> step(String name, Supplier<HttpAnswer> work) {
    return Optional.of(
        new HttpStep(
            name,
            broken -> {
              try {
                if (broken.isPresent()) {
                  throw SnowflakeError.execution(broken.get());
                }
                return work.get();
              } catch (SnowflakeError e) {
                return SnowflakeWire.failure(e);
              }
            }));
  }

  private static String firstWord(String sql) {
    return sql.strip().split("[^A-Za-z]", 2)[0].toLowerCase(Locale.ROOT);
  }

  private HttpAnswer login(HttpCall call) {
    JsonNode data = call.json().path("data");
    if (!data.path("AUTHENTICATOR").asText().equals("SNOWFLAKE_JWT")) {
      throw new SnowflakeError("390100", "08001", "The stand-in lets in with a key pair only.");
    }
    String user = users.signIn(data.path("TOKEN").asText());
    if (!user.equalsIgnoreCase(data.path("LOGIN_NAME").asText())) {
      throw new SnowflakeError("390144", "08001", "JWT token is invalid: it is of another user.");
    }
    String schema =
        call.query().getOrDefault("schemaName", SnowflakeEngine.SCHEMA).toLowerCase(Locale.ROOT);
    try {
      SnowflakeSession session =
          new SnowflakeSession(engine, user, schema, numbers.incrementAndGet());
      sessions.put(session.token(), session);
      return SnowflakeWire.success(SnowflakeWire.session(session));
    } catch (SQLException e) {
      throw new SnowflakeError("390201", "08004", "The session's schema cannot be used: " + schema);
    }
  }

  private HttpAnswer query(HttpCall call, String sql) {
    SnowflakeSession session = session(call);
    if (!call.json().path("bindings").isEmpty()) {
      throw SnowflakeError.compilation("the stand-in knows no bindings");
    }
    String request = call.query().getOrDefault("requestId", "");
    synchronized (session) {
      if (!answered.containsKey(request)) {
        answered.put(request, answer(session, sql));
      }
      return answered.get(request);
    }
  }

  private static HttpAnswer answer(SnowflakeSession session, String sql) {
    try {
      return SnowflakeWire.success(SnowflakeWire.result(session.execute(sql), session));
    } catch (SnowflakeError e) {
      return SnowflakeWire.failure(e);
    }
  }

  private SnowflakeSession session(HttpCall call) {
    Matcher token = TOKEN.matcher(call.headers().getOrDefault("authorization", ""));
    SnowflakeSession session = token.find() ? sessions.get(token.group(1)) : null;
    if (session == null) {
      throw new SnowflakeError("390111", "08001", "Session no longer exists. New login required.");
    }
    return session;
  }

  private HttpAnswer logout(HttpCall call) {
    SnowflakeSession session = session(call);
    sessions.remove(session.token());
    session.close();
    return SnowflakeWire.success(SnowflakeWire.object());
  }

  /** Ends all sessions as if their clients had died: what they had not committed is gone. */
  void killSessions() {
    sessions.values().forEach(SnowflakeSession::close);
    sessions.clear();
  }
}
