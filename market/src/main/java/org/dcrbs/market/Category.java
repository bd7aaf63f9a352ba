package org.dcrbs.market;

/** The seven kinds of tradable resource, and the unit in which each one's quantity is counted. */
public enum Category {
    COMPUTING_POWER("I", "computing power", "milli-processors"),
    MEMORY("II", "memory", "MB"),
    STORAGE("III", "storage", "MB"),
    PERIPHERAL("IV", "peripheral", "devices"),
    FILE("V", "file", "copies"),
    INTERNET_ACCESS("VI", "internet access", "kbit/s"),
    MONEY("VII", "money", "micro-credits");

    private final String numeral;
    private final String words;
    private final String unit;

    Category(String numeral, String words, String unit) {
        this.numeral = numeral;
        this.words = words;
        this.unit = unit;
    }

    /** The Roman numeral, I to VII. */
    public String numeral() {
        return numeral;
    }

    /** The name in plain words. */
    public String words() {
        return words;
    }

    /** What {@link Spec#units()} counts. */
    public String unit() {
        return unit;
    }
}
