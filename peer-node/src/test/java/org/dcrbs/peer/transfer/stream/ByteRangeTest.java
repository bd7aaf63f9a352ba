package org.dcrbs.peer.transfer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcrbs.peer.transfer.stream.ByteRange.Part;
import org.dcrbs.peer.transfer.stream.ByteRange.Unsatisfiable;
import org.dcrbs.peer.transfer.stream.ByteRange.Whole;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
    @Test
    void aRangeIsCutToTheFile() {
        assertThat(ByteRange.of("bytes=0-0", 10)).isEqualTo(new Part(0, 1));
        assertThat(ByteRange.of("bytes=3-5", 10)).isEqualTo(new Part(3, 6));
        assertThat(ByteRange.of("bytes=3-", 10)).isEqualTo(new Part(3, 10));
        assertThat(ByteRange.of("bytes=3-900000000000000000", 10)).isEqualTo(new Part(3, 10));
    }

    @Test
    void aRangeWithoutBeginningIsTheFilesEnd() {
        assertThat(ByteRange.of("bytes=-4", 10)).isEqualTo(new Part(6, 10));
        assertThat(ByteRange.of("bytes=-40", 10)).isEqualTo(new Part(0, 10));
    }

    @Test
    void aRangeBeyondTheFileCannotBeHad() {
        assertThat(ByteRange.of("bytes=10-", 10)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.of("bytes=-0", 10)).isEqualTo(new Unsatisfiable());
    }

    @Test
    void whatIsNotUnderstoodCountsAsNoRange() {
        for (String header : new String[] {
            "bytes=5-3",
            "bytes=-",
            "bytes=a-b",
            "bytes=1-2,4-5",
            "lines=1-2",
            "",
            "bytes=99999999999999999999-",
            "bytes=--1"
        }) {
            assertThat(ByteRange.of(header, 10)).as(header).isEqualTo(new Whole());
        }
        assertThat(ByteRange.of(null, 10)).isEqualTo(new Whole());
    }
}
