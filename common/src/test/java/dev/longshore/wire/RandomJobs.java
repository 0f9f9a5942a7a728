package dev.longshore.wire;

import dev.longshore.job.UploadJob;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Seeded jobs: valid ones, and ones spoilt in one field, at the edges of the rules. */
final class RandomJobs {
    private static final List<String> SCRAPS =
            List.of("a", "Z", "9", "-", ".", "_", "/", ":", "://", " ", "\n", "\r", "\t", "\0", "é", "港", "🚢", "~", "!", "%", "T", "+",
                    "\u007f", "\u2028");
    private static final List<String> TIMES = List.of(
            "2030-01-31T12:00:00Z", "2030-01-31T12:00:00.123456789+08:00", "0000-01-01T00:00:00-18:00", "9999-12-31T23:59:59Z",
            "2030-02-30T12:00:00Z",
            "2030-13-01T12:00:00Z", "2030-01-31T24:00:00Z", "2030-01-31T12:00:60Z", "2030-01-31T12:00Z", "2030-01-31T12:00:00",
            "2030-01-31T12:00:00+0800",
            "2030-01-31 12:00:00Z", "2030-01-31t12:00:00z", "2030-01-31T12:00:00+18:30", "+12030-01-31T12:00:00Z", "1700000000",
            "2030-01-31T12:00:00Z\n",
            "2028-02-29T00:00:00Z", "2030-02-29T00:00:00Z", "2030-01-31T12:00:00.Z", "2030-01-31T12:00:00.1234567890Z", "", " ");

    private final Random random;

    RandomJobs(long seed) {
        this.random = new Random(seed);
    }

    UploadJob valid() {
        var cover = maybe(this::path);
        OffsetDateTime notBefore = maybe(this::time);
        OffsetDateTime later = notBefore == null ? time() : notBefore.plusNanos(1 + random.nextLong(1_000_000_000_000L));
        return UploadJob.builder(visible(1 + random.nextInt(128)), path())
                .mediaType(maybe(() -> "mp4"))
                .mediaName(maybe(() -> text(1024)))
                .coverFilePath(cover)
                .coverType(cover == null ? null : maybe(() -> "JPG"))
                .procedure(maybe(() -> text(1024)))
                .expireTime(maybe(this::time))
                .classId(maybe(() -> random.nextLong(-1, Long.MAX_VALUE)))
                .sourceContext(maybe(() -> text(250)))
                .sessionContext(maybe(() -> text(1000)))
                .subAppId(maybe(() -> random.nextLong(0, Long.MAX_VALUE)))
                .storageRegion(maybe(() -> "ap-chongqing"))
                .mediaStoragePath(maybe(() -> text(400)))
                .extInfo(maybe(() -> text(400)))
                .region(maybe(() -> "ap-guangzhou"))
                .concurrentUploadNumber(maybe(() -> random.nextInt(1, 257)))
                .bandwidthLimit(maybe(() -> random.nextLong(1L << 16, (1L << 40) + 1)))
                .credentials(maybe(() -> "tenant_7.eu-1"))
                .deadline(maybe(() -> later))
                .notBefore(notBefore)
                .build();
    }

    /** A valid job with one field, known or not, given a value that may or may not suit it. */
    ObjectNode tampered() {
        ObjectNode job = (ObjectNode) Schemas.PLAIN.readTree(JobCodec.write(valid()));
        String field = random.nextInt(20) == 0 ? "mediaPath" : component();
        switch (field) {
            case "deadline" -> job.remove("notBefore");
            case "notBefore" -> job.remove("deadline");
            default -> {}
        }
        switch (random.nextInt(12)) {
            case 0 -> job.remove(field);
            case 1 -> job.putNull(field);
            case 2 -> job.put(field, random.nextBoolean());
            case 3 -> job.put(field,
                    List.of(-2L, -1L, 0L, 1L, 256L, 257L, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE).get(random.nextInt(10)));
            case 4 -> job.put(field, new java.math.BigInteger("9223372036854775808"));
            case 5 -> job.put(field, random.nextInt(300) + 0.5);
            case 6 -> job.putObject(field);
            case 7 -> job.putArray(field).add("a");
            case 8 -> job.put(field, TIMES.get(random.nextInt(TIMES.size())));
            case 9 -> job.put(field, visible(List.of(0, 1, 16, 17, 64, 65, 128, 129, 250, 251, 1001, 1025, 4097).get(random.nextInt(13))));
            case 10 -> job.put(field, path());
            default -> job.put(field, scraps());
        }
        return job;
    }

    private String component() {
        var components = UploadJob.class.getRecordComponents();
        return components[random.nextInt(components.length)].getName();
    }

    private String scraps() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(7); left > 0; left--) {
            text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
        }
        return text.toString();
    }

    private String path() {
        String rest = "films/" + text(60);
        return random.nextBoolean() ? "/media/" + rest : "root-" + random.nextInt(10) + ":" + rest;
    }

    private String text(int most) {
        return random.ints(1 + random.nextInt(most), 1, 0x1F900)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(() -> new StringBuilder("x"), StringBuilder::appendCodePoint, StringBuilder::append)
                .codePoints()
                .limit(most)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String visible(int length) {
        return random.ints(length, '!', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private OffsetDateTime time() {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)).atOffset(offset);
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
