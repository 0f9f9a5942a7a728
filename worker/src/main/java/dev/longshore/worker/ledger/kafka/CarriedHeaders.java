package dev.longshore.worker.ledger.kafka;

import static dev.longshore.wire.Headers.COPIED;
import static dev.longshore.wire.Headers.MAX_VALUE;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers that travel from a job to its outcome, as base64 text in between. */
final class CarriedHeaders {
    private CarriedHeaders() {}

    static Map<String, String> read(Headers headers) {
        Map<String, String> carried = new LinkedHashMap<>();
        for (String name : COPIED) {
            Header header = headers.lastHeader(name);
            if (header != null && header.value() != null && header.value().length <= MAX_VALUE) {
                carried.put(name, Base64.getEncoder().encodeToString(header.value()));
            }
        }
        return carried;
    }

    static Headers write(Map<String, String> carried) {
        Headers headers = new RecordHeaders();
        carried.forEach((name, value) -> headers.add(name, Base64.getDecoder().decode(value)));
        return headers;
    }
}
