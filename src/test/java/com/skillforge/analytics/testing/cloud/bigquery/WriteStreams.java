package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.TableSchema;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.skillforge.analytics.testing.cloud.HttpFailure;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The write streams, and which of their rows a table has already. */
final class WriteStreams {
  private static final String DEFAULT = "_default";

  private final String project;
  private final Database database;
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  WriteStreams(String project, Database database) {
    this.project = project;
    this.database = database;
  }

  /** Rows that were appended and those of them that are in the table. */
  private static final class Stream {
    private final WriteStream description;
    private final TableId table;
    private final List<ObjectNode> rows = new ArrayList<>();
    private int visible;
    private boolean finalized;

    Stream(WriteStream description, TableId table) {
      this.description = description;
      this.table = table;
    }
  }

  /** An append that is not taken as a whole. */
  static final class AppendException extends Exception {
    private static final long serialVersionUID = 1L;
    private final StorageErrorCode code;

    AppendException(StorageErrorCode code, String message) {
      super(message);
      this.code = code;
    }

    StorageErrorCode code() {
      return code;
    }
  }

  private TableId table(String name) {
    String[] parts = name.split("/", -1);
    if (parts.length < 6 || !parts[1].equals(project)) {
      throw Status.INVALID_ARGUMENT.withDescription("No table: " + name).asRuntimeException();
    }
    return new TableId(parts[3], parts[5]);
  }

  List<Field> fields(TableId table) {
    try {
      return database.fields(table);
    } catch (HttpFailure e) {
      throw Status.NOT_FOUND.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  WriteStream create(String parent, WriteStream.Type type) {
    return open(parent + "/streams/s" + ids.incrementAndGet(), type);
  }

  private WriteStream open(String name, WriteStream.Type type) {
    TableId table = table(name);
    TableSchema.Builder schema = TableSchema.newBuilder();
    for (Field field : fields(table)) {
      schema.addFields(
          TableFieldSchema.newBuilder()
              .setName(field.name())
              .setType(
                  switch (field.type()) {
                    case STRING -> TableFieldSchema.Type.STRING;
                    case INTEGER -> TableFieldSchema.Type.INT64;
                    case FLOAT -> TableFieldSchema.Type.DOUBLE;
                    case BOOLEAN -> TableFieldSchema.Type.BOOL;
                    case TIMESTAMP -> TableFieldSchema.Type.TIMESTAMP;
                    case JSON -> TableFieldSchema.Type.JSON;
                  })
              .setMode(
                  field.repeated()
                      ? TableFieldSchema.Mode.REPEATED
                      : field.required()
                          ? TableFieldSchema.Mode.REQUIRED
                          : TableFieldSchema.Mode.NULLABLE));
    }
    WriteStream description =
        WriteStream.newBuilder()
            .setName(name)
            .setType(type)
            .setLocation("us")
            .setTableSchema(schema)
            .build();
    streams.put(name, new Stream(description, table));
    return description;
  }

  WriteStream get(String name) {
    return stream(name).description;
  }

  TableId tableOf(String name) {
    return stream(name).table;
  }

  private Stream stream(String name) {
    if (name.endsWith(DEFAULT) && !streams.containsKey(name)) {
      open(name, WriteStream.Type.COMMITTED);
    }
    Stream stream = streams.get(name);
    if (stream == null) {
      throw Status.NOT_FOUND
          .withDescription("Requested entity was not found: " + name)
          .asRuntimeException();
    }
    return stream;
  }

  /**
   * Takes rows, all of them.
   *
   * @param offset where they go in the stream; negative for its end
   * @return the offset of the first one
   */
  long append(String name, long offset, List<ObjectNode> rows) throws AppendException {
    Stream stream = stream(name);
    synchronized (stream) {
      if (stream.finalized) {
        throw new AppendException(StorageErrorCode.STREAM_FINALIZED, "Stream is finalized");
      }
      int size = stream.rows.size();
      if (offset >= 0 && offset < size) {
        throw new AppendException(
            StorageErrorCode.OFFSET_ALREADY_EXISTS,
            "The offset is within stream, expected offset " + size + ", received " + offset);
      }
      if (offset > size) {
        throw new AppendException(
            StorageErrorCode.OFFSET_OUT_OF_RANGE,
            "The offset is beyond stream, expected offset " + size + ", received " + offset);
      }
      stream.rows.addAll(rows);
      if (stream.description.getType() == WriteStream.Type.COMMITTED) {
        show(stream, stream.rows.size());
      }
      return size;
    }
  }

  /** Puts the rows up to a point into the table; those that it has already stay. */
  private void show(Stream stream, int upTo) {
    if (upTo > stream.visible) {
      List<ObjectNode> rows = stream.rows.subList(stream.visible, upTo);
      database.insert(stream.table, fields(stream.table), rows);
      stream.visible = upTo;
    }
  }

  /** Shows the rows of a buffered stream up to an offset, inclusive. */
  void flush(String name, long offset) {
    Stream stream = stream(name);
    synchronized (stream) {
      if (stream.description.getType() != WriteStream.Type.BUFFERED) {
        throw Status.INVALID_ARGUMENT
            .withDescription("Stream is not buffered: " + name)
            .asRuntimeException();
      }
      if (offset >= stream.rows.size()) {
        throw Status.OUT_OF_RANGE
            .withDescription("Flush beyond the end of " + name)
            .asRuntimeException();
      }
      if (offset < stream.visible) {
        throw Status.ALREADY_EXISTS
            .withDescription("Flushed already: " + name)
            .asRuntimeException();
      }
      show(stream, (int) offset + 1);
    }
  }

  /** Ends a stream; gives the number of its rows. */
  long end(String name) {
    Stream stream = stream(name);
    synchronized (stream) {
      stream.finalized = true;
      return stream.rows.size();
    }
  }

  /** Shows all rows of pending streams that have ended. */
  void commit(List<String> names) {
    for (String name : names) {
      Stream stream = stream(name);
      synchronized (stream) {
        if (!stream.finalized || stream.description.getType() != WriteStream.Type.PENDING) {
          throw Status.INVALID_ARGUMENT
              .withDescription("Stream cannot be committed: " + name)
              .asRuntimeException();
        }
        show(stream, stream.rows.size());
      }
    }
  }
}
