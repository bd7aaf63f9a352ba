package org.dcrbs.rules;

/** A policy file's name and text. */
record PolicyFile(String name, String text) {}
