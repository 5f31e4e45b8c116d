package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.pipelines.DeadLetterPipeline;
import java.io.PrintStream;
import java.util.List;

/** {@code dead-letters.sh}: rejected records, looked at and repaired. */
public final class DeadLettersCommand implements Command {
  private static final Questions QUESTIONS =
      new Questions(
          "dead-letters.sh",
          List.of(
              new Questions.Question(
                  "list", "lists dead letters", new WarehouseToRead(LetterCommands.LIST)),
              new Questions.Question(
                  "group",
                  "counts them by code, event, topic, day …",
                  new WarehouseToRead(LetterCommands.GROUP)),
              new Questions.Question(
                  "show", "shows them in full", new WarehouseToRead(LetterCommands.SHOW)),
              new Questions.Question(
                  "preview",
                  "says what a repair would store, and which KPI rows would change",
                  new RepairPreviewCommand()),
              new Questions.Question(
                  "replay",
                  "repairs them, and stores what is valid",
                  (args, out) -> DeadLetterPipeline.run(args, out, System.err))));

  public static void main(String[] args) {
    new DeadLettersCommand().runProcess(args);
  }

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    return QUESTIONS.run(args, out);
  }
}
