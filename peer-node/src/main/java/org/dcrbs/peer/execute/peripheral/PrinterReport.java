package org.dcrbs.peer.execute.peripheral;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.model.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a printer says of itself.
 *
 * @param formats the media types that it takes
 * @param condition what ails it, in its own words; {@code none} if nothing
 */
record PrinterReport(String model, Set<String> formats, boolean accepting, String condition) {
    static final List<String> ATTRIBUTES = List.of(
            Types.documentFormatSupported.getName(),
            Types.printerIsAcceptingJobs.getName(),
            Types.printerMakeAndModel.getName(),
            Types.printerStateReasons.getName());

    static PrinterReport of(AttributeGroup said) {
        String model =
                Optional.ofNullable(said.getString(Types.printerMakeAndModel)).orElse("a printer");
        return new PrinterReport(
                DeviceException.words(model),
                Set.copyOf(said.getStrings(Types.documentFormatSupported)),
                !Boolean.FALSE.equals(said.getValue(Types.printerIsAcceptingJobs)),
                DeviceException.words(String.join(", ", said.getStrings(Types.printerStateReasons))));
    }

    /** Complains if the printer can't take the document. */
    void check(Document document) throws DeviceException {
        String format = document.kind().mediaType();
        if (!formats.contains(format)) {
            throw new DeclinedException(
                    "the document is " + format + ", and the printer takes " + DeviceException.words(takes()));
        }
        if (!accepting) {
            throw new DeviceException("the printer accepts no jobs now: " + condition);
        }
    }

    String takes() {
        return formats.isEmpty()
                ? "nothing that it tells"
                : String.join(", ", formats.stream().sorted().toList());
    }
}
