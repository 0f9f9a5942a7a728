package dev.longshore.worker.vod.tencent;

import java.io.IOException;

/** An HTTP status other than 200, which is all that the VOD API gives, errors included. */
final class StatusException extends IOException {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    StatusException(int status) {
        super("HTTP status " + status + (status == PROXY_AUTHENTICATION_REQUIRED
                ? ": the proxy wants another user or password (longshore.proxy.username, longshore.proxy.password)"
                : ""));
    }
}
