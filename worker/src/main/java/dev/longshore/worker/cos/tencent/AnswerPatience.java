package dev.longshore.worker.cos.tencent;

import java.time.Duration;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;

/**
 * How long the answer to a request may take once its body is out of our hands.
 *
 * <p>That is not yet out of the machine's, nor at the other end: the system's send buffer takes megabytes at once, and a proxy may take a body whole
 * before it passes it on. On a line of 1 Mbit/s the 4 MiB that Linux buffers at most go for half a minute. So the answer has, besides the time-out,
 * as long as the body needs on such a line; of a very long one as much as a buffer may hold.
 */
record AnswerPatience(Duration timeout) {
    /** 1 Mbit/s. */
    static final long SLOWEST_BYTES_A_SECOND = 125_000;

    /** Beyond this nothing on the way keeps a body back. */
    static final long BUFFERED_MOST = 64L << 20;

    int millis(HttpRequest request) {
        long body = request instanceof HttpEntityEnclosingRequest enclosing && enclosing.getEntity() != null
                ? Math.max(0, enclosing.getEntity().getContentLength())
                : 0;
        long needed = Math.min(body, BUFFERED_MOST) * 1_000 / SLOWEST_BYTES_A_SECOND;
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, timeout.toMillis() + needed));
    }
}
