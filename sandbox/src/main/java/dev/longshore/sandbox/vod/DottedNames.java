package dev.longshore.sandbox.vod;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes structures and arrays of a form's flat names: {@code Sort.Field} and {@code FileIds.0}. */
final class DottedNames {

    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");
    private static final int MAX_DEPTH = 8;

    private DottedNames() {}

    static JsonNode tree(Map<String, String> flat) throws VodException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, String> field : flat.entrySet()) {
            String[] path = field.getKey().split("\\.", -1);
            if (path.length > MAX_DEPTH) {
                throw clash(field.getKey());
            }
            ObjectNode parent = root;
            for (int i = 0; i < path.length - 1; i++) {
                JsonNode child = parent.get(path[i]);
                if (child == null) {
                    parent = parent.putObject(path[i]);
                } else if (child instanceof ObjectNode object) {
                    parent = object;
                } else {
                    throw clash(field.getKey());
                }
            }
            if (parent.has(path[path.length - 1])) {
                throw clash(field.getKey());
            }
            parent.put(path[path.length - 1], field.getValue());
        }
        root.propertyNames().forEach(name -> root.set(name, withArrays(root.get(name))));
        return root;
    }

    private static JsonNode withArrays(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        object.propertyNames().forEach(name -> object.set(name, withArrays(object.get(name))));
        if (!object.propertyNames().stream().allMatch(name -> INDEX.matcher(name).matches())) {
            return object;
        }
        var ordered = new TreeMap<String, JsonNode>(Comparator.comparingInt(Integer::parseInt));
        object.propertyNames().forEach(name -> ordered.put(name, object.get(name)));
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ordered.values().forEach(array::add);
        return array;
    }

    private static VodException clash(String name) {
        return new VodException("InvalidParameter", "The parameter `" + name + "` does not fit the others.");
    }
}
