package org.dcrbs.rules.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A decimal number in quotes, such as {@code "0.02"}: exact, where a floating-point number is not. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Amount {
    /** What such a text looks like; checked when policies are loaded. */
    String FORM = "[0-9]{1,12}([.][0-9]{1,12})?";
}
