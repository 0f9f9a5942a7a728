package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.Exchange;
import dev.longshore.sandbox.http.UriText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages that list parts and open uploads. */
final class Listings {

    private static final int MAX_PAGE = 1_000;
    private static final String OWNER = "sandbox";

    private Listings() {}

    static byte[] parts(Exchange exchange, MultipartUpload upload) throws CosException {
        int max = limit(exchange, "max-parts");
        int marker = number(exchange, "part-number-marker", 0, 0, Integer.MAX_VALUE);
        boolean encoded = isEncoded(exchange);
        List<MultipartUpload.Part> rest =
                upload.parts().stream().filter(part -> part.number() > marker).toList();
        List<MultipartUpload.Part> page = rest.subList(0, Math.min(max, rest.size()));
        boolean truncated = page.size() < rest.size();
        var xml = new Xml("ListPartsResult")
                .add("Bucket", upload.key().bucket())
                .add("Key", text(upload.key().key(), encoded))
                .add("UploadId", upload.id());
        if (encoded) {
            xml.add("EncodingType", "url");
        }
        owners(xml);
        xml.add("PartNumberMarker", marker)
                .add("StorageClass", "STANDARD")
                .add("MaxParts", max)
                .add("IsTruncated", truncated);
        if (truncated) {
            xml.add("NextPartNumberMarker", page.getLast().number());
        }
        for (MultipartUpload.Part part : page) {
            xml.open("Part")
                    .add("PartNumber", part.number())
                    .add("LastModified", part.modified())
                    .add("ETag", part.sums().quotedEtag())
                    .add("Size", part.sums().size())
                    .close("Part");
        }
        return xml.bytes();
    }

    static byte[] uploads(Exchange exchange, String bucket, List<MultipartUpload> uploads) throws CosException {
        int max = limit(exchange, "max-uploads");
        boolean encoded = isEncoded(exchange);
        String keyMarker = orEmpty(exchange.parameter("key-marker"));
        String idMarker = orEmpty(exchange.parameter("upload-id-marker"));
        List<MultipartUpload> rest =
                uploads.stream().filter(upload -> isAfter(upload, keyMarker, idMarker)).toList();
        List<MultipartUpload> page = rest.subList(0, Math.min(max, rest.size()));
        boolean truncated = page.size() < rest.size();
        var xml = new Xml("ListMultipartUploadsResult").add("Bucket", bucket);
        if (encoded) {
            xml.add("EncodingType", "url");
        }
        xml.add("Prefix", text(orEmpty(exchange.parameter("prefix")), encoded))
                .add("KeyMarker", text(keyMarker, encoded))
                .add("UploadIdMarker", idMarker)
                .add("MaxUploads", max)
                .add("IsTruncated", truncated);
        if (truncated) {
            xml.add("NextKeyMarker", text(page.getLast().key().key(), encoded)).add("NextUploadIdMarker", page.getLast().id());
        }
        for (MultipartUpload upload : page) {
            xml.open("Upload").add("Key", text(upload.key().key(), encoded)).add("UploadId", upload.id());
            owners(xml);
            xml.add("StorageClass", "STANDARD").add("Initiated", upload.initiated()).close("Upload");
        }
        return xml.bytes();
    }

    private static boolean isAfter(MultipartUpload upload, String keyMarker, String idMarker) {
        int byKey = upload.key().key().compareTo(keyMarker);
        return byKey > 0 || byKey == 0 && !idMarker.isEmpty() && upload.id().compareTo(idMarker) > 0;
    }

    private static int limit(Exchange exchange, String name) throws CosException {
        return number(exchange, name, MAX_PAGE, 1, MAX_PAGE);
    }

    private static int number(Exchange exchange, String name, int absent, int least, int most) throws CosException {
        String text = exchange.parameter(name);
        if (text == null || text.isEmpty()) {
            return absent;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new CosException(CosError.INVALID_ARGUMENT, name + " is not a number from " + least + " to " + most + '.');
    }

    private static boolean isEncoded(Exchange exchange) {
        return "url".equals(exchange.parameter("encoding-type"));
    }

    private static String text(String text, boolean encoded) {
        return encoded ? UriText.encode(text).replace("%2F", "/") : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void owners(Xml xml) {
        for (String role : List.of("Initiator", "Owner")) {
            xml.open(role).add("ID", OWNER).add("DisplayName", OWNER).close(role);
        }
    }
}
