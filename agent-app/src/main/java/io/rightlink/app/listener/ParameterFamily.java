package io.rightlink.app.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Parameters whose names the caller makes up within brackets, {@code arguments[NAME]=text:v}, in the query or in a form: a map of texts by
 * what the brackets have in them, in the order sent.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ParameterFamily {

    /** Returns what precedes the brackets. */
    String value();
}
