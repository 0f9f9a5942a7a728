package dev.longshore.worker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.worker.hostile.Attack.Expected;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds outcomes against what was expected, and words them for the page. */
final class Outcomes {
    /** Beyond this a message is no longer a message. */
    private static final int LONGEST_MESSAGE = 2_001;

    private static final int SHOWN = 30;

    private Outcomes() {}

    static String refused(Expected expected, InvalidJobException refusal) {
        assertThat(expected).as("it was refused: " + refusal.getMessage()).isInstanceOf(Expected.Refused.class);
        Expected.Refused wanted = (Expected.Refused) expected;
        assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(wanted.code());
        assertThat(refusal.field()).isEqualTo(wanted.field());
        requireClear(refusal.getMessage(), wanted.words());
        return "refused, " + error(wanted.code().code(), wanted.field(), wanted.words());
    }

    static String failed(Expected expected, UploadError error, int sessions) {
        assertThat(expected).as("it failed: " + error).isInstanceOf(Expected.Failed.class);
        Expected.Failed wanted = (Expected.Failed) expected;
        assertThat(error.code()).as(error.toString()).isEqualTo(wanted.code().code());
        assertThat(error.field()).as("the field of " + error).isEqualTo(wanted.field());
        requireClear(error.message(), wanted.words());
        assertThat(error.hint()).isNotBlank();
        assertThat(error.attempts()).as("attempts").isEqualTo(wanted.attempts());
        assertThat(sessions).as("sessions").isEqualTo(wanted.sessions());
        String effort = wanted.attempts() == 1 ? "" : "; " + wanted.attempts() + " attempts";
        String opened = wanted.sessions() == 0 ? "" : "; " + counted(wanted.sessions(), "session") + ", nothing left in them";
        return error(wanted.code().code(), wanted.field(), wanted.words()) + effort + opened;
    }

    static Expected.Media media(Expected expected, UploadResult result) {
        assertThat(expected).as("it succeeded: " + result).isInstanceOf(Expected.Media.class);
        return (Expected.Media) expected;
    }

    static String media(Expected.Media wanted, UploadResult result, MediaView media, String requests, int sessions) {
        assertThat(result.attempts()).as("attempts").isEqualTo(wanted.attempts());
        assertThat(sessions).as("sessions").isEqualTo(wanted.attempts());
        assertThat(result.size()).isEqualTo(media.size());
        StringBuilder text = new StringBuilder("a media of " + String.format(Locale.ROOT, "%,d", media.size()))
                .append(media.size() == 1 ? " byte" : " bytes");
        if (wanted.before()) {
            text.append(", those from before");
        }
        if (wanted.attempts() > 1) {
            text.append(", those from afterwards; ").append(wanted.attempts()).append(" attempts, ").append(counted(sessions, "session"));
        }
        if (!requests.isEmpty()) {
            text.append("; ").append(requests);
        }
        for (Map.Entry<String, String> shown : wanted.shown().entrySet()) {
            String received = received(media, shown.getKey());
            assertThat(received).isEqualTo(shown.getValue());
            text.append("; `").append(shown.getKey()).append(": ").append(visible(received)).append('`');
        }
        return text.toString();
    }

    private static String received(MediaView media, String parameter) {
        return switch (parameter) {
            case "MediaName" -> String.valueOf(media.application().mediaName());
            case "SubAppId" -> String.valueOf(media.application().subAppId());
            case "SourceContext" -> String.valueOf(media.application().sourceContext());
            case "MediaType" -> media.application().mediaType();
            case "ExpireTime" -> String.valueOf(media.application().expireTime());
            case "path" -> media.path();
            default -> throw new IllegalArgumentException(parameter);
        };
    }

    private static String error(String code, @Nullable String field, String words) {
        return "`" + code + "`" + (field == null ? "" : ", field `" + visible(field) + "`") + ": “" + escaped(words) + "”";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** One readable line, whatever the input held: nothing that starts a new line, moves a terminal's cursor or turns the text round. */
    private static void requireClear(@Nullable String message, String words) {
        assertThat(message).contains(words);
        assertThat(message).hasSizeLessThanOrEqualTo(LONGEST_MESSAGE);
        assertThat(message.codePoints().filter(Outcomes::misleads).toArray()).as(visible(message)).isEmpty();
    }

    private static boolean misleads(int point) {
        return Character.isISOControl(point) || point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069
                || Character.getType(point) == Character.SURROGATE;
    }

    /** For the page: what can't be seen is escaped, a long text cut, and nothing ends the cell. */
    static String visible(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= 2 * SHOWN
                ? escaped(text)
                : escaped(text.substring(0, text.offsetByCodePoints(0, SHOWN))) + String.format(Locale.ROOT, "… (%,d characters)", length);
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean seen = switch (Character.getType(point)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                    false;
                default -> true;
            };
            shown.append(seen ? Character.toString(point) : String.format(Locale.ROOT, "\\u%04X", point));
        });
        return shown.toString().replace("|", "\\|").replace('`', '\'');
    }
}
