package com.skillforge.analytics.options;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the metadata of a flex template says of an option beyond its name, help text and default.
 * Goes on the option's getter; an option without it is a parameter of any text.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Parameter {
  /** What kind of value it is, for the form in which a person launches the template. */
  Kind kind() default Kind.TEXT;

  /** What a value has to match as a whole; empty for anything. */
  String regex() default "";

  /** Whether a launch must give it, though a run on this machine need not. */
  boolean required() default false;

  /** Whether it is of use on this machine only, and so is no parameter at all. */
  boolean localOnly() default false;

  /** Kinds of values, as Dataflow's metadata names them. */
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    GCS_READ_FILE,
    GCS_WRITE_FOLDER
  }
}
