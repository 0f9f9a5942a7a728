package dev.longshore.sandbox.broker;

/** Where a node is found. */
record NodeAddress(int id, int port, int controllerPort) {
    static final String HOST = "127.0.0.1";

    String bootstrap() {
        return HOST + ":" + port;
    }
}
