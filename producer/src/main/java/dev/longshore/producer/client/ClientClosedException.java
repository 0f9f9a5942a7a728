package dev.longshore.producer.client;

/** The client was closed: nothing more is published or heard. Jobs that were accepted go on. */
public final class ClientClosedException extends RuntimeException {
    ClientClosedException() {
        super("The client was closed; jobs that were accepted go on");
    }
}
