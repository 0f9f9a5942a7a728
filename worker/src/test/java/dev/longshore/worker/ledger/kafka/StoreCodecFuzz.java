package dev.longshore.worker.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.testing.Lines;

/** Whatever the store or the internal topic holds is a record that can be written again, or stops the partition with one line that says why. */
class StoreCodecFuzz {
    private static final int MOST_MESSAGE = 700;

    @FuzzTest(maxDuration = "3m")
    void bytesAreARecordThatReadsBackEqualOrAreRefused(byte[] data) {
        JobRecord record;
        try {
            record = StoreCodec.readRecord(data);
        } catch (IllegalStateException e) {
            Lines.requireLine(e.getMessage(), MOST_MESSAGE);
            return;
        }
        assertThat(StoreCodec.readRecord(StoreCodec.write(record))).isEqualTo(record);
    }

    @FuzzTest(maxDuration = "3m")
    void bytesAreAnAdmittedJobThatReadsBackEqualOrAreRefused(byte[] data) {
        AdmittedJob admitted;
        try {
            admitted = StoreCodec.readAdmitted(data);
        } catch (IllegalStateException e) {
            Lines.requireLine(e.getMessage(), MOST_MESSAGE);
            return;
        }
        assertThat(StoreCodec.readAdmitted(StoreCodec.write(admitted))).isEqualTo(admitted);
    }
}
