package dev.longshore.worker.bandwidth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Endless transfers over a limited line, in simulated time. The network takes up to 3 ms for a piece, and who may go wakes up to 2 ms late. */
final class Line {
    private static final long SECOND = 1_000_000_000L;
    private static final int LONGEST_PIECE = 128 * 1024;

    private final SplittableRandom random = new SplittableRandom(7);
    private final Turns turns;
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(Comparator.comparingLong(Arrival::at));
    private final Map<Turns.Turn, Waiting> waiting = new HashMap<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Deque<Sent> lastSecond = new ArrayDeque<>();
    private long limit;
    private long now;
    private long bytes;
    private long inLastSecond;
    private long mostInASecond;
    private long longestWait;
    private long holdUp;
    private long nextHoldUp;

    private static final class Transfer {
        private final Turns.Flow flow = new Turns.Flow();
        private final int piece;
        private final long pause;
        private long bytes;

        Transfer(int piece, long pause) {
            this.piece = piece;
            this.pause = pause;
        }
    }

    private record Arrival(long at, Transfer transfer) {}

    private record Waiting(long since, Transfer transfer, int piece) {}

    private record Sent(long at, int bytes) {}

    Line(long limit) {
        this.limit = limit;
        this.turns = new Turns(limit, 0);
    }

    /** So many transfers whose pieces are of odd sizes, each at most what the limiter allows. */
    Line with(int count) {
        int most = (int) Math.min(LONGEST_PIECE, limit / Limiter.PIECES_A_SECOND);
        for (int i = 0; i < count; i++) {
            add(most - i * (most / 128));
        }
        return this;
    }

    Line add(long piece) {
        return every(piece, 0);
    }

    /** A transfer that asks again so many milliseconds after it has sent a piece. */
    Line every(long piece, int millis) {
        Transfer transfer = new Transfer((int) piece, millis * 1_000_000L);
        transfers.add(transfer);
        arrivals.add(new Arrival(now, transfer));
        return this;
    }

    void limit(long next) {
        turns.limit(now, next);
        limit = next;
    }

    /** Now and then everything stands still, for up to so many milliseconds. */
    Line heldUp(int millis) {
        holdUp = millis * 1_000_000L;
        return this;
    }

    /** Nothing is sent for so long. */
    void hold(int millis) {
        now += millis * 1_000_000L;
    }

    void pause(int seconds) {
        hold(1000 * seconds);
    }

    void run(int seconds) {
        long end = now + seconds * SECOND;
        while (true) {
            long goes = turns.first() == null ? Long.MAX_VALUE : now + turns.left(now);
            Arrival next = arrivals.peek();
            if (next != null && next.at() <= goes) {
                if (next.at() >= end) {
                    break;
                }
                arrive(arrivals.remove());
            } else if (goes >= end) {
                break;
            } else {
                // Nobody oversleeps who doesn't have to wait.
                now = goes > now ? goes + random.nextLong(2_000_000) : goes;
                if (holdUp > 0 && now >= nextHoldUp) {
                    now += random.nextLong(holdUp);
                    nextHoldUp = now + random.nextLong(2 * holdUp * 5);
                }
                send();
            }
        }
        now = Math.max(now, end);
    }

    private void arrive(Arrival arrival) {
        now = Math.max(now, arrival.at());
        Transfer transfer = arrival.transfer();
        int piece = (int) Math.min(transfer.piece, Math.max(1, limit / Limiter.PIECES_A_SECOND));
        waiting.put(turns.ask(transfer.flow, piece, () -> {}), new Waiting(now, transfer, piece));
    }

    private void send() {
        Waiting first = waiting.remove(turns.first());
        turns.go(now);
        Transfer transfer = first.transfer();
        int piece = first.piece();
        transfer.bytes += piece;
        bytes += piece;
        longestWait = Math.max(longestWait, now - first.since());
        lastSecond.add(new Sent(now, piece));
        inLastSecond += piece;
        while (lastSecond.getFirst().at() <= now - SECOND) {
            inLastSecond -= lastSecond.removeFirst().bytes();
        }
        mostInASecond = Math.max(mostInASecond, inLastSecond);
        arrivals.add(new Arrival(now + transfer.pause + random.nextLong(3_000_000), transfer));
    }

    long bytes() {
        return bytes;
    }

    long mostInASecond() {
        return mostInASecond;
    }

    long longestWaitMillis() {
        return longestWait / 1_000_000;
    }

    List<Long> shares() {
        return transfers.stream().map(transfer -> transfer.bytes).toList();
    }
}
