package com.skillforge.analytics.testing.cloud.bigquery;

import com.google.cloud.bigquery.storage.v1.AvroRows;
import com.google.cloud.bigquery.storage.v1.AvroSchema;
import com.google.cloud.bigquery.storage.v1.BigQueryReadGrpc;
import com.google.cloud.bigquery.storage.v1.CreateReadSessionRequest;
import com.google.cloud.bigquery.storage.v1.DataFormat;
import com.google.cloud.bigquery.storage.v1.ReadRowsRequest;
import com.google.cloud.bigquery.storage.v1.ReadRowsResponse;
import com.google.cloud.bigquery.storage.v1.ReadSession;
import com.google.cloud.bigquery.storage.v1.ReadStream;
import com.google.protobuf.ByteString;
import com.skillforge.analytics.testing.cloud.Fault;
import com.skillforge.analytics.testing.cloud.Faults;
import com.skillforge.analytics.testing.cloud.HttpFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * BigQuery's gRPC service for reading whole tables, in Avro. It knows columns of texts only. A
 * session has the rows that the table had when it was made, in two streams. Steps: {@code
 * CreateReadSession} and {@code ReadRows}.
 */
final class StorageReadApi extends BigQueryReadGrpc.BigQueryReadImplBase {
  private static final int STREAMS = 2;
  private static final int ROWS_OF_AN_ANSWER = 100;

  private final String project;
  private final Database database;
  private final Faults faults;
  private final AtomicLong ids = new AtomicLong();
  private final Map<String, List<ByteString>> streams = new ConcurrentHashMap<>();

  StorageReadApi(String project, Database database, Faults faults) {
    this.project = project;
    this.database = database;
    this.faults = faults;
  }

  @Override
  public void createReadSession(
      CreateReadSessionRequest request, StreamObserver<ReadSession> observer) {
    try {
      Fault fault = begin("CreateReadSession");
      ReadSession session = create(request.getReadSession());
      StorageWriteApi.after(fault);
      observer.onNext(session);
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  private Fault begin(String step) {
    Fault fault = faults.next(step).orElse(null);
    Optional<Status> refused = StorageWriteApi.refusal(fault);
    if (refused.isPresent()) {
      throw refused.get().asRuntimeException();
    }
    return fault;
  }

  private ReadSession create(ReadSession asked) {
    if (asked.getDataFormat() != DataFormat.AVRO || asked.hasReadOptions()) {
      boolean all = asked.getReadOptions().getSelectedFieldsCount() == 0;
      if (asked.getDataFormat() != DataFormat.AVRO
          || !all
          || !asked.getReadOptions().getRowRestriction().isEmpty()) {
        throw Status.INVALID_ARGUMENT
            .withDescription("The stand-in reads whole tables in Avro only.")
            .asRuntimeException();
      }
    }
    String[] name = asked.getTable().split("/", -1);
    if (name.length != 6 || !name[1].equals(project)) {
      throw Status.INVALID_ARGUMENT
          .withDescription("No table: " + asked.getTable())
          .asRuntimeException();
    }
    TableId table = new TableId(name[3], name[5]);
    List<Field> fields = fields(table);
    Schema schema = schema(fields);
    List<ByteString> rows = rows(table, fields, schema);
    String session = "projects/" + project + "/locations/us/sessions/s" + ids.incrementAndGet();
    ReadSession.Builder made =
        asked.toBuilder()
            .setName(session)
            .setAvroSchema(AvroSchema.newBuilder().setSchema(schema.toString()));
    for (int i = 0; i < STREAMS && !rows.isEmpty(); i++) {
      String stream = session + "/streams/" + i;
      int part = (rows.size() + STREAMS - 1) / STREAMS;
      streams.put(
          stream,
          rows.subList(Math.min(rows.size(), i * part), Math.min(rows.size(), (i + 1) * part)));
      made.addStreams(ReadStream.newBuilder().setName(stream));
    }
    return made.build();
  }

  private List<Field> fields(TableId table) {
    try {
      return database.fields(table);
    } catch (HttpFailure e) {
      throw Status.NOT_FOUND.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  private static Schema schema(List<Field> fields) {
    SchemaBuilder.FieldAssembler<Schema> schema = SchemaBuilder.record("root").fields();
    for (Field field : fields) {
      if (field.type() != FieldType.STRING || field.repeated()) {
        throw Status.UNIMPLEMENTED
            .withDescription("The stand-in reads texts only, not column " + field.name())
            .asRuntimeException();
      }
      schema = schema.optionalString(field.name());
    }
    return schema.endRecord();
  }

  private List<ByteString> rows(TableId table, List<Field> fields, Schema schema) {
    try {
      return database.with(
          connection -> {
            List<ByteString> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table.sql())) {
              while (row.next()) {
                GenericRecord values = new GenericData.Record(schema);
                for (int i = 0; i < fields.size(); i++) {
                  values.put(i, row.getString(i + 1));
                }
                rows.add(binary(values));
              }
            }
            return rows;
          });
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteString binary(GenericRecord row) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(row.getSchema()).write(row, encoder);
      encoder.flush();
      return ByteString.copyFrom(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void readRows(ReadRowsRequest request, StreamObserver<ReadRowsResponse> observer) {
    try {
      Fault fault = begin("ReadRows");
      List<ByteString> rows = streams.get(request.getReadStream());
      if (rows == null) {
        throw Status.NOT_FOUND
            .withDescription("No stream: " + request.getReadStream())
            .asRuntimeException();
      }
      for (int at = (int) request.getOffset(); at < rows.size(); at += ROWS_OF_AN_ANSWER) {
        List<ByteString> some = rows.subList(at, Math.min(rows.size(), at + ROWS_OF_AN_ANSWER));
        observer.onNext(
            ReadRowsResponse.newBuilder()
                .setAvroRows(
                    AvroRows.newBuilder().setSerializedBinaryRows(ByteString.copyFrom(some)))
                .setRowCount(some.size())
                .build());
        StorageWriteApi.after(fault);
      }
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }
}
