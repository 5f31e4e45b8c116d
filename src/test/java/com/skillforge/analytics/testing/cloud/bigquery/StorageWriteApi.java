package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc;
import com.google.cloud.bigquery.storage.v1.CreateWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamResponse;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.FlushRowsResponse;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.RowError;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import com.skillforge.analytics.testing.cloud.Fault;
import com.skillforge.analytics.testing.cloud.Faults;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * BigQuery's gRPC service for writing. Steps: the names of its methods, such as {@code AppendRows};
 * an append that is to break refuses its first row.
 */
final class StorageWriteApi extends BigQueryWriteGrpc.BigQueryWriteImplBase {
  static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;

  private final WriteStreams streams;
  private final Faults faults;

  StorageWriteApi(WriteStreams streams, Faults faults) {
    this.streams = streams;
    this.faults = faults;
  }

  private <T> void answer(String step, StreamObserver<T> observer, Supplier<T> work) {
    Fault fault = faults.next(step).orElse(null);
    try {
      Optional<Status> refused = refusal(fault);
      if (refused.isPresent()) {
        throw refused.get().asRuntimeException();
      }
      T answer = work.get();
      after(fault);
      observer.onNext(answer);
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  /** The status with which a call is refused. */
  static Optional<Status> refusal(Fault fault) {
    if (fault instanceof Fault.DropBefore) {
      return Optional.of(Status.UNAVAILABLE.withDescription("planned: connection dropped"));
    }
    if (!(fault instanceof Fault.Refuse refuse)) {
      return Optional.empty();
    }
    Status status =
        switch (refuse.status()) {
          case 400 -> Status.INVALID_ARGUMENT;
          case 401 -> Status.UNAUTHENTICATED;
          case 403 ->
              refuse.reason().contains("xceeded")
                  ? Status.RESOURCE_EXHAUSTED
                  : Status.PERMISSION_DENIED;
          case 404 -> Status.NOT_FOUND;
          case 429 -> Status.RESOURCE_EXHAUSTED;
          case 500 -> Status.INTERNAL;
          case 504 -> Status.DEADLINE_EXCEEDED;
          default -> Status.UNAVAILABLE;
        };
    return Optional.of(status.withDescription("planned: " + refuse.reason()));
  }

  static void after(Fault fault) {
    if (fault instanceof Fault.DropAfter) {
      throw Status.UNAVAILABLE.withDescription("planned: connection dropped").asRuntimeException();
    }
    if (fault instanceof Fault.Delay delay) {
      try {
        Thread.sleep(delay.time().toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void createWriteStream(
      CreateWriteStreamRequest request, StreamObserver<WriteStream> observer) {
    answer(
        "CreateWriteStream",
        observer,
        () -> streams.create(request.getParent(), request.getWriteStream().getType()));
  }

  @Override
  public void getWriteStream(GetWriteStreamRequest request, StreamObserver<WriteStream> observer) {
    answer("GetWriteStream", observer, () -> streams.get(request.getName()));
  }

  @Override
  public void flushRows(FlushRowsRequest request, StreamObserver<FlushRowsResponse> observer) {
    answer(
        "FlushRows",
        observer,
        () -> {
          streams.flush(request.getWriteStream(), request.getOffset().getValue());
          return FlushRowsResponse.newBuilder().setOffset(request.getOffset().getValue()).build();
        });
  }

  @Override
  public void finalizeWriteStream(
      FinalizeWriteStreamRequest request, StreamObserver<FinalizeWriteStreamResponse> observer) {
    answer(
        "FinalizeWriteStream",
        observer,
        () ->
            FinalizeWriteStreamResponse.newBuilder()
                .setRowCount(streams.end(request.getName()))
                .build());
  }

  @Override
  public void batchCommitWriteStreams(
      BatchCommitWriteStreamsRequest request,
      StreamObserver<BatchCommitWriteStreamsResponse> observer) {
    answer(
        "BatchCommitWriteStreams",
        observer,
        () -> {
          streams.commit(request.getWriteStreamsList());
          return BatchCommitWriteStreamsResponse.newBuilder()
              .setCommitTime(Timestamp.newBuilder().setSeconds(1))
              .build();
        });
  }

  @Override
  public StreamObserver<AppendRowsRequest> appendRows(StreamObserver<AppendRowsResponse> observer) {
    return new Appends(observer);
  }

  /** One connection that appends. What a request does not say is as in the one before. */
  private final class Appends implements StreamObserver<AppendRowsRequest> {
    private final StreamObserver<AppendRowsResponse> observer;
    private String stream = "";
    private ProtoRows rows;

    Appends(StreamObserver<AppendRowsResponse> observer) {
      this.observer = observer;
    }

    @Override
    public void onNext(AppendRowsRequest request) {
      try {
        if (!request.getWriteStream().isEmpty()) {
          stream = request.getWriteStream();
        }
        Fault fault =
            faults
                .next("AppendRows")
                .or(() -> faults.next("AppendRows." + streams.tableOf(stream).table()))
                .orElse(null);
        Optional<Status> refused = refusal(fault);
        if (refused.isPresent()) {
          throw refused.get().asRuntimeException();
        }
        if (request.getSerializedSize() > MAX_REQUEST_BYTES) {
          throw Status.INVALID_ARGUMENT
              .withDescription("The request is larger than 10 MB")
              .asRuntimeException();
        }
        AppendRowsResponse answer = append(request, fault);
        after(fault);
        observer.onNext(answer);
      } catch (StatusRuntimeException e) {
        observer.onError(e);
      }
    }

    private AppendRowsResponse append(AppendRowsRequest request, Fault fault) {
      if (request.getProtoRows().hasWriterSchema()) {
        rows = new ProtoRows(request.getProtoRows().getWriterSchema().getProtoDescriptor());
      }
      List<Field> fields = streams.fields(streams.tableOf(stream));
      List<ByteString> sent = request.getProtoRows().getRows().getSerializedRowsList();
      List<ObjectNode> taken = new ArrayList<>();
      List<RowError> errors = new ArrayList<>();
      for (int i = 0; i < sent.size(); i++) {
        try {
          if (i == 0 && fault instanceof Fault.Break planned) {
            throw new RowException(planned.message());
          }
          taken.add(rows.row(sent.get(i), fields));
        } catch (RowException e) {
          errors.add(
              RowError.newBuilder()
                  .setIndex(i)
                  .setCode(RowError.RowErrorCode.FIELDS_ERROR)
                  .setMessage(e.getMessage())
                  .build());
        }
      }
      AppendRowsResponse.Builder answer = AppendRowsResponse.newBuilder().setWriteStream(stream);
      if (!errors.isEmpty()) {
        return answer
            .addAllRowErrors(errors)
            .setError(
                com.google.rpc.Status.newBuilder()
                    .setCode(Code.INVALID_ARGUMENT_VALUE)
                    .setMessage("Errors found while processing rows."))
            .build();
      }
      try {
        long offset =
            streams.append(
                stream, request.hasOffset() ? request.getOffset().getValue() : -1, taken);
        return answer
            .setAppendResult(
                AppendRowsResponse.AppendResult.newBuilder().setOffset(Int64Value.of(offset)))
            .build();
      } catch (WriteStreams.AppendException e) {
        return answer.setError(error(e)).build();
      }
    }

    private com.google.rpc.Status error(WriteStreams.AppendException e) {
      int code =
          switch (e.code()) {
            case OFFSET_ALREADY_EXISTS -> Code.ALREADY_EXISTS_VALUE;
            case OFFSET_OUT_OF_RANGE -> Code.OUT_OF_RANGE_VALUE;
            default -> Code.INVALID_ARGUMENT_VALUE;
          };
      return com.google.rpc.Status.newBuilder()
          .setCode(code)
          .setMessage(e.getMessage())
          .addDetails(
              Any.pack(
                  StorageError.newBuilder()
                      .setCode(e.code())
                      .setEntity(stream)
                      .setErrorMessage(e.getMessage())
                      .build()))
          .build();
    }

    @Override
    public void onError(Throwable e) {
      // The client has gone; what it has appended stays as it is.
    }

    @Override
    public void onCompleted() {
      observer.onCompleted();
    }
  }
}
