package dev.longshore.worker.uploader;

import dev.longshore.worker.cos.Crc64;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.plan.PlannedUnit;
import dev.longshore.worker.source.SourceFile;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.UnitReceipt;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts that COS holds although nobody reported them: a worker sent them and died.
 *
 * <p>A part is only worth something if it holds the source's bytes. COS's ETag of a part is its MD5, and reading the source again is cheaper than
 * sending it again; so a part is adopted if its size is the plan's and its ETag the MD5 of that piece of the source.
 */
final class ListedParts {
    static final ListedParts NONE = new ListedParts(Map.of());

    private static final Logger log = LoggerFactory.getLogger(ListedParts.class);
    private static final int BLOCK = 128 * 1024;

    private final Map<Integer, Map<Integer, StoredPart>> byObject;

    private ListedParts(Map<Integer, Map<Integer, StoredPart>> byObject) {
        this.byObject = byObject;
    }

    /** Asks COS; an answer that doesn't come or isn't permitted only means that the parts are sent again. */
    static ListedParts of(ObjectStore objects, OpenSession session, Collection<PlannedObject> multipart) {
        Map<Integer, Map<Integer, StoredPart>> byObject = new HashMap<>();
        for (PlannedObject object : multipart) {
            try {
                int number = object.number();
                MultipartUpload upload = session.upload(number);
                Optional<List<StoredPart>> listed = objects.listParts(session.address(upload.key()), upload.uploadId());
                Map<Integer, StoredPart> parts = new HashMap<>();
                listed.ifPresent(all -> all.forEach(part -> parts.put(part.number(), part)));
                byObject.put(number, parts);
            } catch (StepException e) {
                log.info("parts.unlisted session={} object={}: {}", session.session(), object.number(), e.getMessage());
            }
        }
        return new ListedParts(byObject);
    }

    /** The unit's receipt, if COS holds it already. Reads the source's piece, but only then. */
    Optional<UnitReceipt> adopt(PlannedUnit unit, SourceFile file) {
        StoredPart part = byObject.getOrDefault(unit.object().number(), Map.of()).get(unit.partNumber());
        if (part == null || part.size() != unit.length()) {
            return Optional.empty();
        }
        MessageDigest md5 = md5();
        Crc64 crc = new Crc64();
        byte[] block = new byte[BLOCK];
        try (InputStream in = file.body(unit.offset(), unit.length(), bytes -> {}).open()) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                md5.update(block, 0, read);
                crc.update(block, 0, read);
            }
        } catch (IOException e) {
            log.info("part.unadopted {}: {}", unit, e.toString());
            return Optional.empty();
        }
        boolean same = HexFormat.of().formatHex(md5.digest()).equalsIgnoreCase(part.etag());
        return same ? Optional.of(new UnitReceipt(unit.index(), unit.length(), part.etag(), crc.hex())) : Optional.empty();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
