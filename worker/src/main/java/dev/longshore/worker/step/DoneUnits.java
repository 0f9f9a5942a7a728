package dev.longshore.worker.step;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The units that are stored. Immutable; a unit once done stays done and its first receipt holds.
 *
 * <p>A bare receipt is kept as a bit and its bytes in a sum, so 20,000 of them take 2.5 KB here and 3.4 KB in a message.
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public final class DoneUnits {
    public static final DoneUnits NONE = new DoneUnits(new TreeMap<>(), new BitSet(), 0);

    private final SortedMap<Integer, UnitReceipt> receipts;
    private final BitSet bare;
    private final long bareBytes;

    private DoneUnits(SortedMap<Integer, UnitReceipt> receipts, BitSet bare, long bareBytes) {
        this.receipts = Collections.unmodifiableSortedMap(receipts);
        this.bare = bare;
        this.bareBytes = bareBytes;
    }

    public static DoneUnits of(Collection<UnitReceipt> receipts) {
        return NONE.plus(receipts);
    }

    @JsonCreator
    static DoneUnits read(
            @JsonProperty("receipts") @Nullable List<UnitReceipt> receipts,
            @JsonProperty("bare") byte @Nullable [] bare,
            @JsonProperty("bareBytes") @Nullable Long bareBytes) {
        DoneUnits whole = of(receipts == null ? List.of() : receipts);
        return new DoneUnits(whole.receipts, bare == null ? new BitSet() : BitSet.valueOf(bare), bareBytes == null ? 0 : bareBytes);
    }

    public DoneUnits plus(Collection<UnitReceipt> more) {
        if (more.isEmpty()) {
            return this;
        }
        SortedMap<Integer, UnitReceipt> all = new TreeMap<>(receipts);
        BitSet bits = (BitSet) bare.clone();
        long bytes = bareBytes;
        for (UnitReceipt receipt : more) {
            if (bits.get(receipt.unit())) {
                continue;
            }
            if (!receipt.isBare()) {
                all.putIfAbsent(receipt.unit(), receipt);
            } else if (!all.containsKey(receipt.unit())) {
                bits.set(receipt.unit());
                bytes += receipt.bytes();
            }
        }
        return new DoneUnits(all, bits, bytes);
    }

    public boolean has(int unit) {
        return bare.get(unit) || receipts.containsKey(unit);
    }

    /** Absent for a unit that isn't done, and for one with a bare receipt. */
    public @Nullable UnitReceipt receipt(int unit) {
        return receipts.get(unit);
    }

    /** How many units of the range are done. */
    public int countIn(UnitRange range) {
        return receipts.subMap(range.from(), range.to()).size() + bare.get(range.from(), range.to()).cardinality();
    }

    public int count() {
        return receipts.size() + bare.cardinality();
    }

    public long bytes() {
        return bareBytes + receipts.values().stream().mapToLong(UnitReceipt::bytes).sum();
    }

    /** The receipts that aren't bare, by unit. */
    @JsonProperty("receipts")
    public List<UnitReceipt> receipts() {
        return new ArrayList<>(receipts.values());
    }

    @JsonProperty("bare")
    byte[] bare() {
        return bare.toByteArray();
    }

    @JsonProperty("bareBytes")
    long bareBytes() {
        return bareBytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoneUnits that
                && receipts.equals(that.receipts)
                && bare.equals(that.bare)
                && bareBytes == that.bareBytes;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {receipts, bare, bareBytes});
    }

    @Override
    public String toString() {
        return "DoneUnits" + receipts.keySet() + (bare.isEmpty() ? "" : " and bare " + bare);
    }
}
