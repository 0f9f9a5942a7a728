package dev.longshore.e2e.monitoring;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a dashboard as Grafana imports it (schema version 39, Grafana 10.4 and newer). */
final class GrafanaJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int COLUMNS = 24;
    private static final int HEIGHT = 8;
    private static final int STAT_HEIGHT = 4;

    private int id;
    private int x;
    private int y;
    private int rowHeight;

    private GrafanaJson() {}

    static String of(Dashboard dashboard) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new GrafanaJson().dashboard(dashboard)).replace("\r\n", "\n")
                + "\n";
    }

    private ObjectNode dashboard(Dashboard dashboard) {
        ObjectNode node = JSON.createObjectNode();
        node.put("uid", dashboard.uid());
        node.put("title", "Longshore: " + dashboard.title());
        node.put("description", dashboard.what());
        node.putArray("tags").add("longshore");
        node.put("schemaVersion", 39);
        node.put("editable", true);
        node.put("graphTooltip", 1);
        node.put("refresh", "30s");
        node.put("timezone", "");
        node.putObject("time").put("from", "now-3h").put("to", "now");
        variables(node.putObject("templating").putArray("list"));
        node.putArray("links")
                .addObject()
                .put("type", "dashboards")
                .put("title", "Longshore")
                .put("asDropdown", false)
                .put("includeVars", true)
                .put("keepTime", true)
                .putArray("tags")
                .add("longshore");
        ArrayNode panels = node.putArray("panels");
        for (Dashboard.Row row : dashboard.rows()) {
            heading(panels.addObject(), row.title());
            row.panels().forEach(panel -> panel(panels.addObject(), panel));
        }
        return node;
    }

    private static void variables(ArrayNode list) {
        list.addObject()
                .put("name", "datasource")
                .put("label", "Data source")
                .put("type", "datasource")
                .put("query", "prometheus")
                .put("hide", 0);
        ObjectNode instance = list.addObject()
                .put("name", "instance")
                .put("label", "Worker")
                .put("type", "query")
                .put("includeAll", true)
                .put("allValue", ".*")
                .put("multi", true)
                .put("refresh", 2)
                .put("sort", 1)
                .put("hide", 0);
        datasource(instance);
        instance.putObject("query").put("query", "label_values(longshore_worker, instance)").put("refId", "instance");
        instance.putObject("current").put("text", "All").put("value", "$__all");
    }

    private static void datasource(ObjectNode of) {
        of.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
    }

    private void heading(ObjectNode node, String title) {
        y += rowHeight;
        node.put("id", ++id).put("type", "row").put("title", title).put("collapsed", false);
        place(node, 0, y, COLUMNS, 1);
        node.putArray("panels");
        x = 0;
        y += 1;
        rowHeight = 0;
    }

    private void panel(ObjectNode node, Panel panel) {
        int width = panel.kind().width;
        if (x + width > COLUMNS) {
            x = 0;
            y += rowHeight;
            rowHeight = 0;
        }
        int height = panel.kind() == Panel.Kind.STAT ? STAT_HEIGHT : HEIGHT;
        node.put("id", ++id).put("type", panel.kind().type).put("title", panel.title()).put("description", panel.what());
        datasource(node);
        place(node, x, y, width, height);
        x += width;
        rowHeight = Math.max(rowHeight, height);
        ObjectNode fields = node.putObject("fieldConfig");
        ObjectNode defaults = fields.putObject("defaults");
        defaults.put("unit", panel.unit()).put("min", 0);
        fields.putArray("overrides");
        options(node, panel, defaults);
        targets(node.putArray("targets"), panel);
    }

    private static void options(ObjectNode node, Panel panel, ObjectNode defaults) {
        ObjectNode options = node.putObject("options");
        switch (panel.kind()) {
            case TIMESERIES -> {
                defaults.putObject("custom").put("drawStyle", "line").put("lineWidth", 1).put("fillOpacity", 10).put("showPoints", "never");
                options.putObject("legend").put("displayMode", "list").put("placement", "bottom").put("showLegend", true);
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case STAT -> {
                options.put("colorMode", "none").put("graphMode", "area").put("textMode", "auto");
                options.putObject("reduceOptions").put("values", false).putArray("calcs").add("lastNotNull");
            }
            case TABLE -> options.put("showHeader", true);
        }
    }

    private static void targets(ArrayNode targets, Panel panel) {
        char refId = 'A';
        for (Panel.Query query : panel.queries()) {
            ObjectNode target = targets.addObject();
            datasource(target);
            target.put("refId", String.valueOf(refId++)).put("expr", query.expression()).put("legendFormat", query.legend());
            if (panel.kind() == Panel.Kind.TABLE) {
                target.put("instant", true).put("format", "table");
            } else {
                target.put("range", true);
            }
        }
    }

    private static void place(ObjectNode node, int x, int y, int width, int height) {
        node.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
    }
}
