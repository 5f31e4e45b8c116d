package com.skillforge.analytics.testing.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves HTTP services on a loopback port, with the faults that a test has planned. */
public final class HttpStandIn implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Faults faults;
  private final List<HttpStep.Service> services;

  /** Starts serving; a call is for the first service that understands it. */
  public HttpStandIn(Faults faults, List<HttpStep.Service> services) {
    this.faults = faults;
    this.services = services;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpCall call =
        HttpCall.of(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
    try (exchange) { // closing it without an answer ends the connection
      Optional<HttpAnswer> answer =
          call.path().get(0).equals("batch") ? BatchCalls.answer(call, this::answer) : answer(call);
      if (answer.isPresent()) {
        answer.get().headers().forEach(exchange.getResponseHeaders()::set);
        byte[] sent = answer.get().body().toByteArray();
        exchange.sendResponseHeaders(answer.get().status(), sent.length == 0 ? -1 : sent.length);
        exchange.getResponseBody().write(sent);
      }
    }
  }

  /** The answer to a call; empty when the connection is to end without one. */
  private Optional<HttpAnswer> answer(HttpCall call) {
    Optional<HttpStep> step =
        services.stream().map(service -> service.step(call)).flatMap(Optional::stream).findFirst();
    if (step.isEmpty()) {
      return Optional.of(
          HttpAnswer.error(
              400,
              "notImplemented",
              "The stand-in does not know "
                  + call.method()
                  + " /"
                  + String.join("/", call.path())));
    }
    Fault fault = faults.next(step.get().name()).orElse(null);
    if (fault instanceof Fault.Refuse refuse) {
      return Optional.of(
          HttpAnswer.error(refuse.status(), refuse.reason(), "planned: " + refuse.reason()));
    }
    if (fault instanceof Fault.DropBefore) {
      return Optional.empty();
    }
    Optional<String> broken =
        fault instanceof Fault.Break planned ? Optional.of(planned.message()) : Optional.empty();
    HttpAnswer answer = work(step.get(), broken);
    if (fault instanceof Fault.Delay delay) {
      sleep(delay);
    }
    return fault instanceof Fault.DropAfter ? Optional.empty() : Optional.of(answer);
  }

  private static HttpAnswer work(HttpStep step, Optional<String> broken) {
    try {
      return step.work().run(broken);
    } catch (HttpFailure e) {
      return HttpAnswer.error(e.status(), e.reason(), e.getMessage());
    } catch (RuntimeException e) {
      return HttpAnswer.error(500, "standInError", String.valueOf(e));
    }
  }

  private static void sleep(Fault.Delay delay) {
    try {
      Thread.sleep(delay.time().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
