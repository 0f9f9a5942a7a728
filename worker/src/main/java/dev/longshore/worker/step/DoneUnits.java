package dev.longshore.worker.step;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The units that are stored, each with its receipt. Immutable; a unit once done stays done and its first receipt holds. */
public final class DoneUnits {
    public static final DoneUnits NONE = new DoneUnits(new TreeMap<>());

    private final SortedMap<Integer, UnitReceipt> receipts;

    private DoneUnits(SortedMap<Integer, UnitReceipt> receipts) {
        this.receipts = Collections.unmodifiableSortedMap(receipts);
    }

    @JsonCreator
    public static DoneUnits of(Collection<UnitReceipt> receipts) {
        return NONE.plus(receipts);
    }

    public DoneUnits plus(Collection<UnitReceipt> more) {
        if (more.isEmpty()) {
            return this;
        }
        SortedMap<Integer, UnitReceipt> all = new TreeMap<>(receipts);
        more.forEach(receipt -> all.putIfAbsent(receipt.unit(), receipt));
        return new DoneUnits(all);
    }

    public boolean has(int unit) {
        return receipts.containsKey(unit);
    }

    public @Nullable UnitReceipt receipt(int unit) {
        return receipts.get(unit);
    }

    /** How many units of the range are done. */
    public int countIn(UnitRange range) {
        return receipts.subMap(range.from(), range.to()).size();
    }

    public int count() {
        return receipts.size();
    }

    @JsonIgnore
    public long bytes() {
        return receipts.values().stream().mapToLong(UnitReceipt::bytes).sum();
    }

    @JsonValue
    public List<UnitReceipt> receipts() {
        return new ArrayList<>(receipts.values());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoneUnits that && receipts.equals(that.receipts);
    }

    @Override
    public int hashCode() {
        return receipts.hashCode();
    }

    @Override
    public String toString() {
        return "DoneUnits" + receipts.keySet();
    }
}
