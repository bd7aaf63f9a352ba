package org.dcrbs.peer.execute.peripheral;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/**
 * A printer that speaks IPP. An order is sent to it once at the most, whatever crashes in between: when it is not known
 * whether the printer took the job, it is looked for by its name among the printer's jobs, and if the printer does not
 * know it the order fails. An order that the printer has refused or given up may be sent anew.
 */
record IppPrinter(URI address, Tempo tempo) implements Device {
    /**
     * How long things may take.
     *
     * @param answer to a question
     * @param pause between two looks at a job
     * @param silence until a printer that has taken a job, and then can't be asked, is given up
     * @param most until the job is printed, if the order has no deadline before
     */
    record Tempo(Duration answer, Duration pause, Duration silence, Duration most) {
        static final Tempo USUAL =
                new Tempo(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(3), Duration.ofHours(12));
    }

    static IppPrinter at(URI address) {
        return new IppPrinter(address, Tempo.USUAL);
    }

    /** The receipt: {@code {"bytes":123,"job":7,"pages":1,"printer":"ipp://...","sha256":"...","state":"completed"}}. */
    @Override
    public WorkResult serve(WorkOrder order, WorkContext context, Meter meter)
            throws IOException, InterruptedException {
        Document document = Document.of(order, context);
        OrderFolder notes = OrderFolder.of(context, "PRINTER");
        notes.prune(Instant.now());
        Patience patience = Patience.of(context, tempo.most());
        String receipt = receipt(order, document, notes, patience);
        return Answers.done(order, ByteString.copyFromUtf8(receipt), meter.usage());
    }

    private String receipt(WorkOrder order, Document document, OrderFolder notes, Patience patience)
            throws IOException, InterruptedException {
        PrintNote.Sent sent;
        Optional<PrintNote> note = PrintNote.read(notes.file(order));
        if (note.isEmpty()) {
            sent = send(order, document, notes, patience);
        } else if (note.get() instanceof PrintNote.Printed printed) {
            return printed.receipt();
        } else if (note.get() instanceof PrintNote.Sending sending) {
            sent = find(sending, document, patience);
        } else {
            sent = (PrintNote.Sent) note.get();
        }
        notes.write(order, sent.bytes());
        JobReport report = await(talk(sent.printer()), sent.job(), patience);
        if (report.failed()) {
            notes.forget(order);
            throw new DeviceException("not printed, " + report);
        }
        String receipt = receipt(sent, document, report);
        notes.write(order, new PrintNote.Printed(receipt).bytes());
        return receipt;
    }

    private PrintNote.Sent send(WorkOrder order, Document document, OrderFolder notes, Patience patience)
            throws IOException, InterruptedException {
        PrinterTalk talk = talk(address);
        talk.printer(patience).check(document);
        notes.write(order, new PrintNote.Sending(address).bytes());
        try {
            return new PrintNote.Sent(address, talk.print(document, patience));
        } catch (PrinterException e) {
            if (!e.maybeDone()) {
                notes.forget(order);
            }
            throw e;
        } catch (Patience.OverException e) {
            withdraw(talk, document);
            throw e;
        }
    }

    private PrintNote.Sent find(PrintNote.Sending sending, Document document, Patience patience)
            throws IOException, InterruptedException {
        OptionalInt job = talk(sending.printer()).find(document.name(), patience);
        if (job.isEmpty()) {
            throw new DeviceException("whether it was printed is not known: it was on its way to "
                    + sending.printer() + " when the connection was lost, and the printer knows no job of its name."
                    + " It is not sent again");
        }
        return new PrintNote.Sent(sending.printer(), job.getAsInt());
    }

    /** Returns when the job has ended, one way or the other; a job that is not waited for any more is cancelled. */
    private JobReport await(PrinterTalk talk, int job, Patience patience) throws IOException, InterruptedException {
        long heardNanos = System.nanoTime();
        String last = "nothing yet";
        while (true) {
            try {
                JobReport report = talk.job(job, patience);
                if (report.completed() || report.failed()) {
                    return report;
                }
                heardNanos = System.nanoTime();
                last = report.toString();
                patience.pause(tempo.pause());
            } catch (Patience.OverException e) {
                cancel(talk, job);
                throw new DeviceException("not printed, " + last + "; " + e.getMessage(), e);
            } catch (PrinterException e) {
                if (!e.silent()
                        || System.nanoTime() - heardNanos > tempo.silence().toNanos()) {
                    cancel(talk, job);
                    throw e;
                }
                patience.pause(tempo.pause());
            }
        }
    }

    /** Of a job whose number did not come back. */
    private void withdraw(PrinterTalk talk, Document document) throws InterruptedException {
        try {
            OptionalInt job = talk.find(document.name(), Patience.of(tempo.answer()));
            if (job.isPresent()) {
                cancel(talk, job.getAsInt());
            }
        } catch (IOException e) {
            // The order has failed already, and says why.
        }
    }

    private void cancel(PrinterTalk talk, int job) throws InterruptedException {
        try {
            talk.cancel(job, Patience.of(tempo.answer()));
        } catch (IOException e) {
            // It may have ended just now; the order has failed already, and says why.
        }
    }

    private PrinterTalk talk(URI printer) {
        return new PrinterTalk(printer, tempo.answer());
    }

    private static String receipt(PrintNote.Sent sent, Document document, JobReport report) {
        return "{\"bytes\":%d,\"job\":%d,%s\"printer\":\"%s\",\"sha256\":\"%s\",\"state\":\"%s\"}"
                .formatted(
                        document.bytes(),
                        sent.job(),
                        report.pages().map(pages -> "\"pages\":" + pages + ",").orElse(""),
                        sent.printer(),
                        document.sha256(),
                        report.state().getName());
    }

    @Override
    public String look() throws IOException, InterruptedException {
        PrinterReport report = talk(address).printer(Patience.of(tempo.answer()));
        if (!report.accepting()) {
            throw new DeviceException(address + " accepts no jobs now: " + report.condition());
        }
        return report.model() + " at " + address + " takes " + report.takes();
    }
}
