package org.dcrbs.peer.execute.peripheral;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Name;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The questions that a printer is asked (RFC 8011), and what its answers come to. */
final class PrinterTalk {
    /** Understood by every printer that speaks IPP. */
    private static final int VERSION = 0x0101;

    private static final int FIRST_STATUS_OF_FAILURE = 0x0100;
    private static final Name USER = new Name("dcrbs");

    private final IppLine line;
    private final Duration answer;

    /** One that has so long for each answer. */
    PrinterTalk(URI printer, Duration answer) {
        this.line = new IppLine(printer);
        this.answer = answer;
    }

    URI printer() {
        return line.printer();
    }

    PrinterReport printer(Patience patience) throws IOException, InterruptedException {
        IppPacket.Builder question = question(Operation.getPrinterAttributes)
                .putOperationAttributes(Types.requestedAttributes.of(PrinterReport.ATTRIBUTES));
        return PrinterReport.of(group(ask(question, patience), Tag.printerAttributes));
    }

    /** The new job's number. */
    int print(Document document, Patience patience) throws IOException, InterruptedException {
        IppPacket.Builder question = question(Operation.printJob)
                .putOperationAttributes(
                        Types.requestingUserName.of(USER),
                        Types.jobName.of(new Name(document.name())),
                        Types.documentFormat.of(document.kind().mediaType()));
        // On a connection of its own: one kept open may be closed by the printer just now, and whether it had got the
        // job could not be told.
        IppPacket said = good(new IppLine(printer()).send(question.build(), document.file(), patience));
        return JobReport.of(group(said, Tag.jobAttributes)).id();
    }

    /** The number of a job of this name, among those that the printer still knows. */
    OptionalInt find(String name, Patience patience) throws IOException, InterruptedException {
        for (String which : List.of("not-completed", "completed")) {
            IppPacket.Builder question = question(Operation.getJobs)
                    .putOperationAttributes(
                            Types.requestingUserName.of(USER),
                            Types.requestedAttributes.of(JobReport.ATTRIBUTES),
                            Types.whichJobs.of(which));
            for (AttributeGroup group : ask(question, patience).getAttributeGroups()) {
                if (group.getTag().equals(Tag.jobAttributes) && name.equals(group.getString(Types.jobName))) {
                    return OptionalInt.of(JobReport.of(group).id());
                }
            }
        }
        return OptionalInt.empty();
    }

    JobReport job(int id, Patience patience) throws IOException, InterruptedException {
        IppPacket.Builder question = question(Operation.getJobAttributes)
                .putOperationAttributes(
                        Types.jobId.of(id),
                        Types.requestingUserName.of(USER),
                        Types.requestedAttributes.of(JobReport.ATTRIBUTES));
        return JobReport.of(group(ask(question, patience), Tag.jobAttributes));
    }

    void cancel(int id, Patience patience) throws IOException, InterruptedException {
        ask(
                question(Operation.cancelJob)
                        .putOperationAttributes(Types.jobId.of(id), Types.requestingUserName.of(USER)),
                patience);
    }

    private IppPacket.Builder question(Operation operation) {
        return new IppPacket.Builder(operation, VERSION).putOperationAttributes(Types.printerUri.of(printer()));
    }

    private IppPacket ask(IppPacket.Builder question, Patience patience) throws IOException, InterruptedException {
        return good(line.ask(question.build(), patience, answer));
    }

    private static IppPacket good(IppPacket said) throws PrinterException {
        if (said.getCode() < 0 || said.getCode() >= FIRST_STATUS_OF_FAILURE) {
            Optional<String> words = Optional.ofNullable(said.getString(Tag.operationAttributes, Types.statusMessage));
            throw PrinterException.refused("the printer says "
                    + said.getStatus().getName()
                    + words.map(DeviceException::words).map(text -> ", " + text).orElse(""));
        }
        return said;
    }

    private static AttributeGroup group(IppPacket said, Tag tag) throws PrinterException {
        AttributeGroup group = said.get(tag);
        if (group == null) {
            throw PrinterException.unanswered("the printer's answer has no " + tag, null);
        }
        return group;
    }
}
