package dev.longshore.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds fields that Kubernetes doesn't know: the models keep what they have no field for, at any depth, and this collects it. Values of the wrong type fail
 * to be read at all.
 */
final class StrictFields {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, Class<?>> MODELS = Map.of(
            "apps/v1 Deployment", Deployment.class,
            "apps/v1 StatefulSet", StatefulSet.class,
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class,
            "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

    private StrictFields() {}

    static boolean knows(JsonNode document) {
        return MODELS.containsKey(kind(document));
    }

    /** Paths of the fields that the model of a document lacks. */
    static List<String> unknownIn(JsonNode document) throws Exception {
        List<String> unknown = new ArrayList<>();
        walk(JSON.treeToValue(document, MODELS.get(kind(document))), kind(document), unknown);
        return unknown;
    }

    private static String kind(JsonNode document) {
        return document.path("apiVersion").asText() + " " + document.path("kind").asText();
    }

    private static void walk(Object value, String path, List<String> unknown) throws ReflectiveOperationException {
        if (value instanceof Collection<?> items) {
            int i = 0;
            for (Object item : items) {
                walk(item, path + "[" + i++ + "]", unknown);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                walk(entry.getValue(), path + "." + entry.getKey(), unknown);
            }
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.") && !value.getClass().isEnum()) {
            for (Method method : value.getClass().getMethods()) {
                if (method.getParameterCount() != 0 || !method.getName().startsWith("get") || method.getName().equals("getClass")) {
                    continue;
                }
                Object inner = method.invoke(value);
                if (method.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) inner).keySet().forEach(name -> unknown.add(path + "." + name));
                } else {
                    walk(inner, path + "." + method.getName().substring(3), unknown);
                }
            }
        }
    }
}
