package com.skillforge.analytics.transforms.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An expression in JSLT that makes one JSON object of another, for example <code>
 * {"persona": "student", * : .}</code>: all members as they were, and this one.
 *
 * <p>It sees the record and nothing else: it cannot import other files, and what does not give the
 * same each time ({@code now}, {@code random}, {@code uuid}) is not there, so that a repair does
 * what its preview has said. What it computes for one record ends within some seconds, and is no
 * longer than a record may be. Numbers stay as they were written. An instance is for one thread,
 * and is closed.
 */
public final class RepairExpression implements AutoCloseable {
  /** The longest expression. */
  static final int MAX_LENGTH = 20_000;

  /** The longest result, in bytes: that of a record. */
  private static final int MAX_BYTES = 1 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A function of JSLT that gives something else each time. */
  private record Refused(String name) implements Function {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public int getMinArguments() {
      return 0;
    }

    @Override
    public int getMaxArguments() {
      return Integer.MAX_VALUE;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] arguments) {
      throw new JsltException(
          name + "() gives something else each time: a repair must do what its preview said");
    }
  }

  private final Expression expression;
  private final Duration patience;
  private final ExecutorService worker;

  private RepairExpression(Expression expression, Duration patience) {
    this.expression = expression;
    this.patience = patience;
    this.worker =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "repair");
              thread.setDaemon(true); // one that finds no end does not keep the process
              return thread;
            });
  }

  /**
   * Compiles an expression.
   *
   * @throws RepairException says where it is none
   */
  public static RepairExpression compile(String text) {
    return compile(text, PATIENCE);
  }

  static RepairExpression compile(String text, Duration patience) {
    if (text.length() > MAX_LENGTH) {
      throw new RepairException("is longer than " + MAX_LENGTH + " characters", true);
    }
    try {
      Expression compiled =
          new Parser(new StringReader(text))
              .withSource("the repair")
              .withFunctions(
                  List.of(new Refused("now"), new Refused("random"), new Refused("uuid")))
              .withResourceResolver(
                  file -> {
                    throw new JsltException("a repair cannot import " + file);
                  })
              .withObjectFilter("true") // what is null or empty in a record stays so
              .compile();
      return new RepairExpression(compiled, patience);
    } catch (JsltException e) {
      throw new RepairException(firstLine(e), true);
    } catch (StackOverflowError e) {
      throw new RepairException("is nested too deeply", true);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * What the expression makes of a record; empty where it makes null of it, which leaves the record
   * alone.
   *
   * @throws RepairException when it cannot be applied
   */
  public Optional<ObjectNode> apply(ObjectNode record) {
    JsonNode result = inTime(record);
    if (result.isNull()) {
      return Optional.empty();
    }
    if (!(result instanceof ObjectNode object)) {
      throw new RepairException("the expression gives no object for it", false);
    }
    if (write(object).length > MAX_BYTES) {
      throw new RepairException("the expression makes more of it than a record may be", false);
    }
    return Optional.of(object);
  }

  private JsonNode inTime(ObjectNode record) {
    Future<JsonNode> result = worker.submit(() -> expression.apply(record));
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      result.cancel(true);
      throw new RepairException(
          "takes more than " + patience.toSeconds() + " seconds for one record", true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepairException("was interrupted", true);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof JsltException wrong) {
        throw new RepairException(firstLine(wrong), false);
      }
      if (e.getCause() instanceof StackOverflowError) {
        throw new RepairException("calls itself without an end", true);
      }
      throw new RepairException(
          "fails with " + e.getCause().getClass().getSimpleName() + " for one record", true);
    }
  }

  /** Reads a JSON object; empty for anything else. */
  public static Optional<ObjectNode> read(byte[] json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The object as a record travels. */
  public static byte[] write(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object).getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
