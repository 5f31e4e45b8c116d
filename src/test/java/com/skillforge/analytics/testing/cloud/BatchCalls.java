package com.skillforge.analytics.testing.cloud;

import com.google.protobuf.ByteString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Several calls in one, as Google's clients send them: {@code multipart/mixed}. */
final class BatchCalls {
  private static final String END = "\r\n";

  private BatchCalls() {}

  /** Answers each call in turn; empty as soon as one has no answer. */
  static Optional<HttpAnswer> answer(
      HttpCall batch, Function<HttpCall, Optional<HttpAnswer>> answers) {
    String type = batch.headers().getOrDefault("content-type", "");
    String boundary =
        "--" + type.substring(type.indexOf("boundary=") + "boundary=".length()).replace("\"", "");
    String[] parts = batch.body().toString(StandardCharsets.ISO_8859_1).split(boundary, -1);
    StringBuilder body = new StringBuilder();
    for (int i = 1; i < parts.length && !parts[i].startsWith("--"); i++) {
      String part = parts[i].strip();
      int inner = part.indexOf(END + END);
      Map<String, String> outer = headers(part.substring(0, inner));
      Optional<HttpAnswer> answer = answers.apply(call(part.substring(inner).strip()));
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      body.append("--answers").append(END).append("Content-Type: application/http").append(END);
      body.append("Content-ID: response-").append(outer.getOrDefault("content-id", "")).append(END);
      body.append(END).append("HTTP/1.1 ").append(answer.get().status()).append(" X").append(END);
      body.append("Content-Type: application/json").append(END);
      body.append("Content-Length: ").append(answer.get().body().size()).append(END).append(END);
      body.append(answer.get().body().toString(StandardCharsets.ISO_8859_1)).append(END);
    }
    body.append("--answers--").append(END);
    return Optional.of(
        new HttpAnswer(
            200,
            Map.of("Content-Type", "multipart/mixed; boundary=answers"),
            ByteString.copyFrom(body.toString(), StandardCharsets.ISO_8859_1)));
  }

  private static HttpCall call(String text) {
    int end = text.indexOf(END + END);
    String head = end < 0 ? text : text.substring(0, end);
    String body = end < 0 ? "" : text.substring(end + 4);
    String[] request = head.split(END, 2);
    String[] words = request[0].split(" ", -1);
    return HttpCall.of(
        words[0],
        URI.create(words[1]),
        request.length < 2 ? Map.of() : headers(request[1]),
        body.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Map<String, String> headers(String lines) {
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.split(END, -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }
}
