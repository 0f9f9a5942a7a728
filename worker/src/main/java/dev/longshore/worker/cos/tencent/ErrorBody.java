package dev.longshore.worker.cos.tencent;

import dev.longshore.worker.fault.Answered;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** COS's XML error body. Takes code, message and request id and nothing else: a signature error's body quotes what was signed. */
final class ErrorBody {
    static final int MOST_BYTES = 64 * 1024;

    private ErrorBody() {}

    /** @param requestId from the answer's headers, for a body without one */
    static Answered read(byte[] xml, @Nullable String requestId) {
        Map<String, String> texts = new HashMap<>();
        try {
            collect(factory().createXMLStreamReader(new ByteArrayInputStream(xml)), texts);
        } catch (XMLStreamException | RuntimeException e) {
            // A proxy's page, or a body cut short: what was read until then is all there is to know. The JDK's reader lacks the words for some
            // of what it refuses in a DTD, and throws MissingResourceException.
        }
        String told = texts.get("RequestId");
        return new Answered(texts.get("Code"), texts.get("Message"), told == null ? requestId : told);
    }

    private static void collect(XMLStreamReader reader, Map<String, String> texts) throws XMLStreamException {
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (depth == 2) {
                    String name = reader.getLocalName();
                    texts.put(name, reader.getElementText());
                    depth--;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
