package org.dcrbs.peer;

/** The program's version, as its jar says. */
final class Version {
    static final String TEXT = text();

    private Version() {}

    private static String text() {
        String packaged = Version.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }
}
