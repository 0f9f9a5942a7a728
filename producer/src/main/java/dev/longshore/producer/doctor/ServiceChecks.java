package dev.longshore.producer.doctor;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Each credential profile of the environment, tried with a call that changes nothing (SearchMedia for one entry), and the service's clock. */
final class ServiceChecks {
    private static final Pattern PROFILE = Pattern.compile("LONGSHORE_CREDENTIALS_([A-Z0-9_]+)_SECRETID");

    private final VodCall call;
    private final Map<String, String> environment;
    private final InstantSource clock;

    ServiceChecks(VodCall call, Map<String, String> environment, InstantSource clock) {
        this.call = call;
        this.environment = environment;
        this.clock = clock;
    }

    List<Check> run() throws InterruptedException {
        Map<String, VodCall.Key> keys = keys();
        if (keys.isEmpty()) {
            return List.of(Check.warn("credentials", "no LONGSHORE_CREDENTIALS_…_SECRETID in this environment; VOD was not asked",
                    "Run the doctor in the worker's environment; profiles from files and providers are tried by the workers themselves."));
        }
        List<Check> checks = new ArrayList<>();
        for (Map.Entry<String, VodCall.Key> profile : keys.entrySet()) {
            checks.addAll(ask("credentials " + profile.getKey(), profile.getValue()));
        }
        return checks;
    }

    private Map<String, VodCall.Key> keys() {
        Map<String, VodCall.Key> keys = new TreeMap<>();
        environment.forEach((name, id) -> {
            Matcher profile = PROFILE.matcher(name);
            if (profile.matches()) {
                String stem = "LONGSHORE_CREDENTIALS_" + profile.group(1);
                keys.put(profile.group(1).toLowerCase(Locale.ROOT),
                        new VodCall.Key(id, environment.getOrDefault(stem + "_SECRETKEY", ""), environment.get(stem + "_TOKEN")));
            }
        });
        return keys;
    }

    private List<Check> ask(String name, VodCall.Key key) throws InterruptedException {
        if (key.secretKey().isEmpty()) {
            return List.of(Check.fail(name, "a SECRETID without its SECRETKEY", "Set both."));
        }
        Instant before = clock.instant();
        try {
            VodCall.Answer answer = call.searchMedia(key, before);
            Duration took = Duration.between(before, clock.instant());
            List<Check> checks = new ArrayList<>();
            checks.add(judge(name, answer.body()));
            answer.date().map(date -> skew(date, before.plus(took.dividedBy(2)))).ifPresent(checks::add);
            return checks;
        } catch (IOException e) {
            return List.of(Check.fail(name, call.endpoint() + " can't be reached: " + e, "Check the network, a proxy, --vod-endpoint."));
        }
    }

    private Check judge(String name, String body) {
        JsonNode response;
        try {
            response = VodCall.MAPPER.readTree(body).path("Response");
        } catch (JacksonException e) {
            return Check.fail(name, call.endpoint() + " did not answer as VOD does", "Check --vod-endpoint; a proxy may stand between.");
        }
        JsonNode error = response.path("Error");
        if (error.isMissingNode()) {
            return Check.ok(name, "VOD takes the key (request " + response.path("RequestId").asString("?") + ")");
        }
        String code = error.path("Code").asString("");
        String detail = code + ": " + error.path("Message").asString("") + " (request " + response.path("RequestId").asString("?") + ")";
        if (code.startsWith("AuthFailure.SignatureExpire")) {
            return Check.fail(name, detail, "Set this machine's clock (NTP).");
        }
        if (code.startsWith("AuthFailure")) {
            return Check.fail(name, detail, "Correct the key.");
        }
        return code.startsWith("UnauthorizedOperation")
                ? Check.fail(name, detail, "Allow the key ApplyUpload, CommitUpload and SearchMedia.")
                : Check.warn(name, detail, "See docs/error-codes.md.");
    }

    private static Check skew(String date, Instant at) {
        try {
            Instant service = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            // The header has whole seconds.
            return BrokerClock.judge("clock against VOD", Duration.between(at, service.plusMillis(500)));
        } catch (DateTimeException e) {
            return Check.warn("clock against VOD", "no time in the answer", "Compare the clocks by hand.");
        }
    }
}
