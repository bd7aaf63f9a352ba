package org.dcrbs.rules.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A field that holds one of a few words; a condition that compares it with any other is refused as misspelt. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NamesOf {
    Class<? extends Enum<?>> value();
}
