package dev.longshore.worker.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The files that go up with a manifest.
 *
 * @param members without the manifest itself, by path
 */
public record Bundle(List<BundleMember> members) {
    public static final Bundle NONE = new Bundle(List.of());

    public Bundle {
        members = List.copyOf(members);
    }

    /** Names the versions of all files: SHA-256 as 64 hex digits. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (BundleMember member : members) {
                String line = member.path() + "\n" + member.version().fingerprint() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
