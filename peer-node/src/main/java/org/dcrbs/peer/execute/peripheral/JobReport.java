package org.dcrbs.peer.execute.peripheral;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a job stands.
 *
 * @param words why, as the printer says; may be empty
 * @param pages the impressions made, or else the sheets, if the printer tells
 */
record JobReport(int id, JobState state, String words, Optional<Integer> pages) {
    static final List<String> ATTRIBUTES = List.of(
            Types.jobId.getName(),
            Types.jobName.getName(),
            Types.jobState.getName(),
            Types.jobStateMessage.getName(),
            Types.jobStateReasons.getName(),
            Types.jobImpressionsCompleted.getName(),
            Types.jobMediaSheetsCompleted.getName());

    static JobReport of(AttributeGroup said) throws PrinterException {
        Integer id = said.getValue(Types.jobId);
        JobState state = said.getValue(Types.jobState);
        if (id == null || state == null) {
            throw PrinterException.unanswered("the printer tells no number or state of the job", null);
        }
        Stream<String> words = Stream.concat(
                Optional.ofNullable(said.getString(Types.jobStateMessage)).stream(),
                said.getStrings(Types.jobStateReasons).stream().filter(reason -> !reason.equals("none")));
        return new JobReport(
                id,
                state,
                DeviceException.words(String.join(", ", words.toList())),
                Optional.ofNullable(said.getValue(Types.jobImpressionsCompleted))
                        .or(() -> Optional.ofNullable(said.getValue(Types.jobMediaSheetsCompleted))));
    }

    boolean completed() {
        return state.getCode() == JobState.Code.completed;
    }

    boolean failed() {
        return state.getCode() == JobState.Code.aborted || state.getCode() == JobState.Code.canceled;
    }

    @Override
    public String toString() {
        return "job " + id + " is " + state.getName() + (words.isEmpty() ? "" : ": " + words);
    }
}
