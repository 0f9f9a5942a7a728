package dev.longshore.sandbox.vod;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of one request, typed as the action asks for them. A JSON null counts as absent. In a textual request numbers
 * are text as well.
 */
final class RequestFields {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    private final JsonNode object;
    private final boolean textual;

    private RequestFields(JsonNode object, boolean textual) {
        this.object = object;
        this.textual = textual;
    }

    static RequestFields of(JsonNode body, boolean textual, Set<String> known) throws VodException {
        if (!body.isObject()) {
            throw new VodException("InvalidParameter", "The request body must be a JSON object.");
        }
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw new VodException("UnknownParameter", "The parameter `" + name + "` is not recognized.");
            }
        }
        return new RequestFields(body, textual);
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    @Nullable String text(String name) throws VodException {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw wrongType(name, "String");
        }
        return node.stringValue();
    }

    String requiredText(String name) throws VodException {
        String text = text(name);
        if (text == null) {
            throw new VodException("MissingParameter", "The request is missing the required parameter `" + name + "`.");
        }
        return text;
    }

    long number(String name, long absent) throws VodException {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return absent;
        }
        return number(name, node, "Integer");
    }

    List<String> texts(String name) throws VodException {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (JsonNode element : array(name, node)) {
            if (!element.isString()) {
                throw wrongType(name, "Array of String");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    List<Long> numbers(String name) throws VodException {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return List.of();
        }
        var numbers = new ArrayList<Long>();
        for (JsonNode element : array(name, node)) {
            numbers.add(number(name, element, "Array of Integer"));
        }
        return numbers;
    }

    /** A nested structure; empty when absent. */
    RequestFields structure(String name, Set<String> known) throws VodException {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return new RequestFields(JsonNodeFactory.instance.objectNode(), textual);
        }
        if (!node.isObject()) {
            throw wrongType(name, "Object");
        }
        return of(node, textual, known);
    }

    private long number(String name, JsonNode node, String type) throws VodException {
        if (!textual && node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (textual && node.isString() && INTEGER.matcher(node.stringValue()).matches()) {
            return Long.parseLong(node.stringValue());
        }
        throw wrongType(name, type);
    }

    private static JsonNode array(String name, JsonNode node) throws VodException {
        if (!node.isArray()) {
            throw wrongType(name, "Array");
        }
        return node;
    }

    private static VodException wrongType(String name, String type) {
        return new VodException("InvalidParameter", "The parameter `" + name + "` must be of type " + type + '.');
    }
}
