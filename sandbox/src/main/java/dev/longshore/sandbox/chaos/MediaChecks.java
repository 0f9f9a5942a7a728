package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.chaos.Outcomes.Heard;
import dev.longshore.sandbox.emulator.EmulatorClient;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.emulator.UploadView;
import dev.longshore.sandbox.fleet.StoredBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds what the emulator stores against the jobs and their outcomes. */
final class MediaChecks {
    private final List<Order> deck;
    private final Map<String, Heard> outcomes;
    private final EmulatorClient emulator;

    /** @param outcomes the last one of each job */
    MediaChecks(List<Order> deck, Map<String, Heard> outcomes, EmulatorClient emulator) {
        this.deck = List.copyOf(deck);
        this.outcomes = Map.copyOf(outcomes);
        this.emulator = emulator;
    }

    List<Check> all() throws IOException, InterruptedException {
        Map<String, List<MediaView>> media =
                emulator.media().stream().collect(Collectors.groupingBy(view -> String.valueOf(view.sourceContext())));
        return List.of(oneMediaAJob(media), sameBytes(media), orphans());
    }

    private Check oneMediaAJob(Map<String, List<MediaView>> media) {
        List<String> against = new ArrayList<>();
        int succeeded = 0;
        for (Order order : deck) {
            Heard outcome = outcomes.get(order.jobId());
            List<String> own = media.getOrDefault(order.jobId(), List.of()).stream().map(MediaView::fileId).toList();
            if (outcome != null && outcome.fileId() != null) {
                succeeded++;
                if (!own.equals(List.of(outcome.fileId()))) {
                    against.add(order.jobId() + " succeeded with " + outcome.fileId() + " and has media " + own);
                }
            } else if (!own.isEmpty()) {
                against.add(order.jobId() + " did not succeed and has media " + own);
            }
        }
        int all = media.values().stream().mapToInt(List::size).sum();
        return Check.of("one media per success, none else", succeeded + " successes, " + all + " media", against);
    }

    private Check sameBytes(Map<String, List<MediaView>> media) throws IOException, InterruptedException {
        List<String> against = new ArrayList<>();
        long compared = 0;
        int files = 0;
        for (Order order : deck.stream().filter(one -> one.fate() == Order.Fate.SUCCEEDS).toList()) {
            for (MediaView view : media.getOrDefault(order.jobId(), List.of())) {
                files++;
                compared += order.bytes();
                if (!StoredBytes.equal(order.file(), emulator.content(view.fileId()))) {
                    against.add(order.jobId() + ": " + view.fileId());
                }
            }
        }
        return Check.of("stored bytes equal the source", files + " media, " + Words.bytes(compared), against);
    }

    private Check orphans() throws IOException, InterruptedException {
        List<UploadView> open = emulator.uploads();
        List<String> named = open.stream().map(upload -> upload.key() + " with " + upload.parts() + " parts").toList();
        return Check.of("no multipart upload is left open", open.size() + " left open", named);
    }
}
