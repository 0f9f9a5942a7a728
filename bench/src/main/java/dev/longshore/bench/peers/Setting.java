package dev.longshore.bench.peers;

/**
 * What the clients are compared at.
 *
 * @param tls whether VOD and COS speak TLS
 * @param threads files or parts at once, see {@link Load}
 */
record Setting(Load load, boolean tls, int threads) {
    @Override
    public String toString() {
        String files = switch (load.kind()) {
            case LARGE -> "1 file of " + mebibytes() + " MiB";
            case MEDIUM, SMALL -> load.count() + " files of " + mebibytes() + " MiB";
            case BUNDLE -> "an HLS bundle of " + load.count() + " segments of " + mebibytes() + " MiB";
        };
        return files + ", " + threads + (threads == 1 ? " thread" : " threads") + (tls ? ", TLS" : "");
    }

    private String mebibytes() {
        double mebibytes = load.bytes() / (double) (1 << 20);
        return mebibytes < 1 ? "%.2f".formatted(mebibytes) : "%.0f".formatted(mebibytes);
    }
}
