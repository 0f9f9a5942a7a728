package dev.longshore.sandbox.cos;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Builds the small documents that COS answers, and reads the one it is sent. */
final class Xml {

    private static final XMLInputFactory READERS = readers();

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String root;

    Xml(String root) {
        this.root = root;
        out.append('<').append(root).append('>');
    }

    Xml add(String name, @Nullable Object value) {
        out.append('<').append(name).append('>');
        if (value != null) {
            escape(value.toString());
        }
        out.append("</").append(name).append('>');
        return this;
    }

    Xml open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    Xml close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    byte[] bytes() {
        return (out + "</" + root + '>').getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the list of parts of a completion. */
    static List<MultipartUpload.Claim> claims(byte[] document) throws CosException {
        var claims = new ArrayList<MultipartUpload.Claim>();
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(document));
            Integer number = null;
            String etag = null;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "PartNumber" -> number = Integer.valueOf(reader.getElementText().strip());
                        case "ETag" -> etag = reader.getElementText().strip().replace("\"", "");
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("Part")) {
                    if (number == null || etag == null) {
                        throw malformed("a part lacks its PartNumber or ETag");
                    }
                    claims.add(new MultipartUpload.Claim(number, etag));
                    number = null;
                    etag = null;
                }
            }
        } catch (XMLStreamException | NumberFormatException e) {
            throw malformed("it can't be read");
        }
        if (claims.isEmpty() || claims.size() > StoreSettings.MAX_PARTS) {
            throw malformed("it lists " + claims.size() + " parts");
        }
        return claims;
    }

    private static CosException malformed(String why) {
        return new CosException(CosError.MALFORMED_XML, "The XML you provided was not well-formed: " + why + '.');
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '?' : c);
            }
        }
    }
}
