package dev.longshore.worker.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * Where a job came from.
 *
 * @param submittedAt the published record's time stamp
 * @param headers the headers that its outcome carries, values in base64
 */
public record Origin(Instant submittedAt, Map<String, String> headers) {
    public Origin {
        headers = Map.copyOf(headers);
    }
}
