package dev.longshore.worker.vod.tencent;

import java.io.IOException;

/** An HTTP status other than 200, which is all that the VOD API gives, errors included. */
final class StatusException extends IOException {
    StatusException(int status) {
        super("HTTP status " + status);
    }
}
