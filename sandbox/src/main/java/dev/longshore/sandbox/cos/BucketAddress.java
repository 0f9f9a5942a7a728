package dev.longshore.sandbox.cos;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket and region as virtual-host style addresses name them. */
public record BucketAddress(String bucket, String region) {

    private static final Pattern HOST =
            Pattern.compile("([a-z0-9][a-z0-9-]*)\\.cos\\.([a-z0-9-]+)\\.(?:myqcloud|tencentcos)\\.(?:com|cn)(?::\\d+)?");

    /** Reads a Host header, with or without a port; empty when it doesn't address a bucket. */
    public static Optional<BucketAddress> ofHost(String host) {
        Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
        return matcher.matches()
                ? Optional.of(new BucketAddress(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }
}
