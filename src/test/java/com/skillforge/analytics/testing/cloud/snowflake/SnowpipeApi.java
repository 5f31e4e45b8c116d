package com.skillforge.analytics.testing.cloud.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.testing.cloud.HttpAnswer;
import com.skillforge.analytics.testing.cloud.HttpCall;
import com.skillforge.analytics.testing.cloud.HttpFailure;
import com.skillforge.analytics.testing.cloud.HttpStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Snowpipe's REST service. A file is loaded once by its name, however often it is told. Steps:
 * {@code pipe.insertFiles}, {@code pipe.insertReport}.
 */
final class SnowpipeApi implements HttpStep.Service {
  private static final String BEARER = "Bearer ";

  private final SnowflakeEngine engine;
  private final SnowflakeUsers users;
  private final List<Loaded> history = new CopyOnWriteArrayList<>();

  /**
   * What became of a file.
   *
   * @param error why it was not loaded; empty when it was
   */
  record Loaded(String pipe, String file, long rows, String error) {}

  SnowpipeApi(SnowflakeEngine engine, SnowflakeUsers users) {
    this.engine = engine;
    this.users = users;
  }

  @Override
  public Optional<HttpStep> step(HttpCall call) {
    if (call.is("POST", "v1", "data", "pipes", "*", "insertFiles")) {
      return Optional.of(HttpStep.of("pipe.insertFiles", () -> insertFiles(call)));
    }
    if (call.is("GET", "v1", "data", "pipes", "*", "insertReport")) {
      return Optional.of(HttpStep.of("pipe.insertReport", () -> insertReport(call)));
    }
    return Optional.empty();
  }

  private String authorised(HttpCall call) {
    String header = call.headers().getOrDefault("authorization", "");
    if (!header.startsWith(BEARER)) {
      throw new HttpFailure(401, "390103", "No token was sent.");
    }
    try {
      users.signIn(header.substring(BEARER.length()));
    } catch (SnowflakeError e) {
      throw new HttpFailure(401, e.code(), e.getMessage());
    }
    String pipe = call.path().get(3);
    if (engine.pipe(pipe).isEmpty()) {
      throw new HttpFailure(404, "390404", "Pipe " + pipe + " not found.");
    }
    return SnowflakeLoader.target(pipe);
  }

  private HttpAnswer insertFiles(HttpCall call) {
    String pipe = authorised(call);
    for (JsonNode file : call.json().path("files")) {
      history.add(load(pipe, file.path("path").asText(), "pipe " + pipe));
    }
    ObjectNode answer = SnowflakeWire.object();
    answer.put("requestId", call.query().getOrDefault("requestId", ""));
    answer.put("responseCode", "SUCCESS").put("status", "success");
    return HttpAnswer.json(answer);
  }

  /** Loads a file that was told before once more, as when it was written twice. */
  void loadAgain(String pipe) {
    for (Loaded loaded : List.copyOf(history)) {
      if (loaded.pipe().equals(pipe) && loaded.rows() > 0) {
        history.add(load(pipe, loaded.file(), "pipe " + pipe + " " + history.size()));
      }
    }
  }

  private Loaded load(String pipe, String file, String target) {
    SnowflakeCopy copy = engine.pipe(pipe).orElseThrow().withFiles(List.of(file));
    engine.lock();
    try (Connection connection = engine.connect(SnowflakeEngine.SCHEMA)) {
      connection.setAutoCommit(false);
      SnowflakeResult result =
          engine.loader().copy(connection, copy, engine.resolve(copy.location()), target);
      connection.commit();
      List<Optional<String>> row = result.rows().get(0);
      long rows = row.size() > 1 ? Long.parseLong(row.get(3).orElseThrow()) : 0;
      return new Loaded(pipe, file, rows, "");
    } catch (SQLException | SnowflakeError e) {
      return new Loaded(pipe, file, 0, String.valueOf(e.getMessage()));
    } finally {
      engine.unlock();
    }
  }

  private HttpAnswer insertReport(HttpCall call) {
    String pipe = authorised(call);
    ObjectNode answer = SnowflakeWire.object();
    answer.put("pipe", pipe).put("completeResult", true);
    answer.put("nextBeginMark", "1_" + history.size());
    ArrayNode files = answer.putArray("files");
    String now = LocalDateTime.now(ZoneOffset.UTC) + "Z";
    for (Loaded loaded : history) {
      if (loaded.pipe().equals(pipe)) {
        boolean good = loaded.error().isEmpty();
        ObjectNode file = files.addObject();
        file.put("path", loaded.file()).put("timeReceived", now).put("lastInsertTime", now);
        file.put("rowsInserted", loaded.rows()).put("rowsParsed", loaded.rows());
        file.put("errorsSeen", good ? 0 : 1).put("errorLimit", 1).put("complete", true);
        file.put("status", good ? "LOADED" : "LOAD_FAILED").put("firstError", loaded.error());
      }
    }
    return HttpAnswer.json(answer);
  }
}
