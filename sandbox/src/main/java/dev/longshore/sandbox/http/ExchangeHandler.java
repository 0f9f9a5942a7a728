package dev.longshore.sandbox.http;

import java.io.IOException;

/** Serves one request on the calling thread. Whoever handles an exchange answers it exactly once. */
@FunctionalInterface
public interface ExchangeHandler {

    void handle(Exchange exchange) throws IOException;
}
